import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoLetters } from '../adapters/aws/dynamo-letters.ts';
import { dynamoRegisteredLetters } from '../adapters/aws/dynamo-registered-letters.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsServiceSeal } from '../adapters/aws/kms-service-seal.ts';
import { s3BoxObjects } from '../adapters/aws/s3-box-objects.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import type { CertificateSettings, MailboxSettings } from '../contracts/settings.ts';
import { letterRules } from '../domain/letter/letter-desk.ts';
import { openEvidenceBook } from '../domain/registered-letter/evidence-book.ts';
import { endLetterWaits } from '../events/end-letter-waits.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<MailboxSettings>('MAILBOX');
const certificates = setting<CertificateSettings>('CERTIFICATES');
const personalData = kmsPersonalData(key('personal-data'));

const deps = {
  rules: letterRules(settings, certificates),
  issuer: issuer(),
  personalData,
  accounts: dynamoAccounts(table('accounts')),
  items: dynamoBoxItems(table('box-items')),
  letters: dynamoLetters(table('letters'), settings.evidenceDays),
  book: openEvidenceBook({
    evidences: dynamoRegisteredLetters(table('registered-letters'), settings.evidenceDays),
    seal: kmsServiceSeal({
      service: 'delivery-evidence',
      key: key('delivery-evidence'),
      stampKey: key('time-stamping'),
      trustBucket: bucket('trust'),
      oidArc: certificates.oidArc,
      randomness,
    }),
    personalData,
  }),
  objects: s3BoxObjects(bucket('box')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Runs every hour. */
export async function handler(): Promise<{ readonly letters: number }> {
  return { letters: await endLetterWaits(new Date(), deps) };
}
