import type { MessageTemplate } from './template.ts';
import { enrolmentAccepted } from './templates/enrolment-accepted.ts';
import { enrolmentInProgress } from './templates/enrolment-in-progress.ts';
import { enrolmentRejected } from './templates/enrolment-rejected.ts';
import { enrolmentRetry } from './templates/enrolment-retry.ts';

/** Every message the notifier can send, by the name used in `Notification.template`. One file per message in `templates/`. */
export const TEMPLATES: Readonly<Record<string, MessageTemplate>> = {
  'enrolment-accepted': enrolmentAccepted,
  'enrolment-in-progress': enrolmentInProgress,
  'enrolment-rejected': enrolmentRejected,
  'enrolment-retry': enrolmentRetry,
};
