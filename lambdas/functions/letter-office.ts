import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoBoxes } from '../adapters/aws/dynamo-boxes.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoLetters } from '../adapters/aws/dynamo-letters.ts';
import { dynamoOrganisationTokens } from '../adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { dynamoRegisteredLetters } from '../adapters/aws/dynamo-registered-letters.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsServiceSeal } from '../adapters/aws/kms-service-seal.ts';
import { s3BoxObjects } from '../adapters/aws/s3-box-objects.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { PrepareLetterRequest } from '../contracts/mailbox.ts';
import type { CertificateSettings, MailboxSettings, SmsSettings } from '../contracts/settings.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { letterRules } from '../domain/letter/letter-desk.ts';
import { openEvidenceBook } from '../domain/registered-letter/evidence-book.ts';
import { depositLetter } from '../endpoints/mailbox/deposit-letter.ts';
import { listLetterEvidences } from '../endpoints/mailbox/list-letter-evidences.ts';
import { listLetters } from '../endpoints/mailbox/list-letters.ts';
import { prepareLetter } from '../endpoints/mailbox/prepare-letter.ts';
import { showLetter } from '../endpoints/mailbox/show-letter.ts';
import { bucket, issuer, key, queue, secretArn, setting, table } from '../shell/config.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<MailboxSettings>('MAILBOX');
const certificates = setting<CertificateSettings>('CERTIFICATES');
const personalData = kmsPersonalData(key('personal-data'));

const deps = {
  settings,
  rules: letterRules(settings, certificates),
  phoneCountries: setting<SmsSettings>('SMS').countries,
  issuer: issuer(),
  randomness,
  personalData,
  organisationTokens: dynamoOrganisationTokens(table('access-tokens')),
  clients: dynamoClients(table('clients')),
  organisations: dynamoOrganisations(table('organisations')),
  handles: dynamoAccountHandles(table('account-handles')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  accounts: dynamoAccounts(table('accounts')),
  boxes: dynamoBoxes(table('boxes')),
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
  quotas: dynamoSendQuotas(table('send-quotas')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** A text of 20 000 characters in UTF-8, and the attachments' names. */
const LETTER_LIMIT_BYTES = 128 * 1024;

export const handler = httpFunction({
  'POST /api/letters': json(PrepareLetterRequest, (request) => prepareLetter(request, deps), {
    limitBytes: LETTER_LIMIT_BYTES,
  }),
  'GET /api/letters': plain((request) => listLetters(request, deps)),
  'GET /api/letters/{letter}': plain((request) => showLetter(request, deps)),
  'POST /api/letters/{letter}/deposit': plain((request) => depositLetter(request, deps)),
  'GET /api/letters/{letter}/evidences': plain((request) => listLetterEvidences(request, deps)),
});
