import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoExpiringCertificates } from '../adapters/aws/dynamo-expiring-certificates.ts';
import { dynamoSentMessages } from '../adapters/aws/dynamo-sent-messages.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { tellOfExpiry } from '../events/tell-of-expiry.ts';
import { issuer, key, queue, setting, table } from '../shell/config.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  settings: setting<CertificateSettings>('CERTIFICATES'),
  certificates: dynamoExpiringCertificates(table('certificates')),
  accounts: dynamoAccounts(table('accounts')),
  personalData: kmsPersonalData(key('personal-data')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  done: dynamoSentMessages(table('replays')),
};

/** Runs every morning. */
export async function handler(): Promise<{ readonly notices: number }> {
  return { notices: await tellOfExpiry(new Date(), deps) };
}
