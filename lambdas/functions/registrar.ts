import * as v from 'valibot';
import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoLinks } from '../adapters/aws/dynamo-links.ts';
import { dynamoRegistrations } from '../adapters/aws/dynamo-registrations.ts';
import { dynamoReviewCases } from '../adapters/aws/dynamo-review-cases.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import type { EnrolmentSettings, VerificationSettings } from '../contracts/settings.ts';
import { RegistrarTask } from '../contracts/verification.ts';
import { openDossiers } from '../domain/enrolment/dossier.ts';
import { openVerificationFiles } from '../domain/enrolment/verification-file.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { issuer, key, queue, secretArn, setting, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';
import { randomness } from '../shell/randomness.ts';
import { conclude } from '../tasks/conclude.ts';
import { decide } from '../tasks/decide.ts';
import { markOverdue } from '../tasks/mark-overdue.ts';
import { openCase } from '../tasks/open-case.ts';

const personalData = kmsPersonalData(key('personal-data'));
const dossiers = openDossiers({ enrolments: dynamoEnrolments(table('enrolments')), personalData });

const deps = {
  settings: setting<EnrolmentSettings>('ENROLMENT'),
  policy: setting<VerificationSettings>('VERIFICATION'),
  issuer: issuer(),
  randomness,
  personalData,
  dossiers,
  files: openVerificationFiles({ dossiers, personalData }),
  cases: dynamoReviewCases(table('cases')),
  handles: dynamoAccountHandles(table('account-handles')),
  registrations: dynamoRegistrations({ accounts: table('accounts'), handles: table('account-handles') }),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  links: dynamoLinks(table('links'), randomness),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  // The metric filter of lib/constructs/review-deadline.ts counts this line.
  alarm: (caseId: string) => logger.warn('review overdue', { caseId }),
};

/** Tasks of the verification machine that decide and conclude. */
export async function handler(event: unknown): Promise<object> {
  const task = v.parse(RegistrarTask, event);
  const now = new Date();
  switch (task.task) {
    case 'decide':
      return decide(task, now, deps);
    case 'open-case':
      await openCase(task, now, deps);
      return {};
    case 'mark-overdue':
      await markOverdue(task, now, deps);
      return {};
    case 'conclude':
      await conclude(task, now, deps);
      return {};
  }
}
