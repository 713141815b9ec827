import type { MessageTemplate } from './template.ts';

/** Every message the notifier can send, by the name used in `Notification.template`. One file per message in `templates/`. */
export const TEMPLATES: Readonly<Record<string, MessageTemplate>> = {};
