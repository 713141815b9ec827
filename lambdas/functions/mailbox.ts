import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoBoxes } from '../adapters/aws/dynamo-boxes.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoLetters } from '../adapters/aws/dynamo-letters.ts';
import { dynamoRegisteredLetters } from '../adapters/aws/dynamo-registered-letters.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsServiceSeal } from '../adapters/aws/kms-service-seal.ts';
import { s3BoxObjects } from '../adapters/aws/s3-box-objects.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import {
  FileItemRequest,
  OpenBoxRequest,
  PrepareDocumentRequest,
  RefuseLetterRequest,
} from '../contracts/mailbox.ts';
import type { CertificateSettings, MailboxSettings } from '../contracts/settings.ts';
import { letterRules } from '../domain/letter/letter-desk.ts';
import { openEvidenceBook } from '../domain/registered-letter/evidence-book.ts';
import { acceptLetter } from '../endpoints/mailbox/accept-letter.ts';
import { closeBox } from '../endpoints/mailbox/close.ts';
import { deleteItem } from '../endpoints/mailbox/delete-item.ts';
import { fileItem } from '../endpoints/mailbox/file-item.ts';
import { keepDocument } from '../endpoints/mailbox/keep-document.ts';
import { listEvidences } from '../endpoints/mailbox/list-evidences.ts';
import { listItems } from '../endpoints/mailbox/list-items.ts';
import { openBox } from '../endpoints/mailbox/open.ts';
import { prepareDocument } from '../endpoints/mailbox/prepare-document.ts';
import { refuseLetter } from '../endpoints/mailbox/refuse-letter.ts';
import { showBox } from '../endpoints/mailbox/show.ts';
import { showItem } from '../endpoints/mailbox/show-item.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<MailboxSettings>('MAILBOX');
const certificates = setting<CertificateSettings>('CERTIFICATES');
const personalData = kmsPersonalData(key('personal-data'));

const deps = {
  settings,
  rules: letterRules(settings, certificates),
  issuer: issuer(),
  randomness,
  personalData,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
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
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/mailbox': plain((request) => showBox(request, deps)),
  'PUT /api/mailbox': json(OpenBoxRequest, (request) => openBox(request, deps)),
  'DELETE /api/mailbox': plain((request) => closeBox(request, deps)),
  'GET /api/mailbox/items': plain((request) => listItems(request, deps)),
  'GET /api/mailbox/items/{item}': plain((request) => showItem(request, deps)),
  'DELETE /api/mailbox/items/{item}': plain((request) => deleteItem(request, deps)),
  'PUT /api/mailbox/items/{item}/folder': json(FileItemRequest, (request) => fileItem(request, deps)),
  'POST /api/mailbox/documents': json(PrepareDocumentRequest, (request) => prepareDocument(request, deps)),
  'POST /api/mailbox/documents/{item}': plain((request) => keepDocument(request, deps)),
  'POST /api/mailbox/letters/{letter}/acceptance': plain((request) => acceptLetter(request, deps)),
  'POST /api/mailbox/letters/{letter}/refusal': json(RefuseLetterRequest, (request) =>
    refuseLetter(request, deps),
  ),
  'GET /api/mailbox/letters/{letter}/evidences': plain((request) => listEvidences(request, deps)),
});
