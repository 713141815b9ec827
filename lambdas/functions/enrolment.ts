import { awsMessenger } from '../adapters/aws/aws-messenger.ts';
import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoLinks } from '../adapters/aws/dynamo-links.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoRegisteredLetters } from '../adapters/aws/dynamo-registered-letters.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSessions } from '../adapters/aws/dynamo-sessions.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsServiceSeal } from '../adapters/aws/kms-service-seal.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { s3EvidenceUploads } from '../adapters/aws/s3-evidence.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sfnVerifications } from '../adapters/aws/sfn-verifications.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import {
  ChannelRequest,
  CodeRequest,
  DocumentTypeRequest,
  EmailRequest,
  IdentityForm,
  PhoneRequest,
  StartEnrolmentRequest,
  TokenRequest,
  UploadRequest,
} from '../contracts/enrolment.ts';
import type {
  CertificateSettings,
  EnrolmentSettings,
  OneTimeCodeSettings,
  SmsSettings,
} from '../contracts/settings.ts';
import { openDossiers } from '../domain/enrolment/dossier.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { openEvidenceBook } from '../domain/registered-letter/evidence-book.ts';
import { openLetterOffice } from '../domain/registered-letter/letter-office.ts';
import { cancel } from '../endpoints/enrolment/cancel.ts';
import { challengeVideo } from '../endpoints/enrolment/challenge-video.ts';
import { chooseChannel } from '../endpoints/enrolment/choose-channel.ts';
import { chooseDocumentType } from '../endpoints/enrolment/choose-document-type.ts';
import { confirmDocument } from '../endpoints/enrolment/confirm-document.ts';
import { confirmEmail } from '../endpoints/enrolment/confirm-email.ts';
import { confirmEmailLink } from '../endpoints/enrolment/confirm-email-link.ts';
import { confirmForm } from '../endpoints/enrolment/confirm-form.ts';
import { confirmPhone } from '../endpoints/enrolment/confirm-phone.ts';
import { fillForm } from '../endpoints/enrolment/fill-form.ts';
import { handOff } from '../endpoints/enrolment/hand-off.ts';
import { openLetter } from '../endpoints/enrolment/open-letter.ts';
import { requestUpload } from '../endpoints/enrolment/request-upload.ts';
import { resume } from '../endpoints/enrolment/resume.ts';
import { sendEmailCode } from '../endpoints/enrolment/send-email-code.ts';
import { sendPhoneCode } from '../endpoints/enrolment/send-phone-code.ts';
import { show } from '../endpoints/enrolment/show.ts';
import { start } from '../endpoints/enrolment/start.ts';
import { submit } from '../endpoints/enrolment/submit.ts';
import { bucket, issuer, key, machine, queue, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<EnrolmentSettings>('ENROLMENT');
const sms = setting<SmsSettings>('SMS');
const personalData = kmsPersonalData(key('personal-data'));
const sessions = dynamoSessions(table('enrolment-sessions'), randomness);

const deps = {
  settings,
  sms,
  codeSettings: setting<OneTimeCodeSettings>('ONE_TIME_CODES'),
  issuer: issuer(),
  randomness,
  sessions,
  cookies: cookieJar(issuer()),
  dossiers: openDossiers({ enrolments: dynamoEnrolments(table('enrolments')), personalData, sessions }),
  handles: dynamoAccountHandles(table('account-handles')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  codes: dynamoOneTimeCodes(table('one-time-codes'), kmsShortSecretHash(key('one-time-codes')), randomness),
  links: dynamoLinks(table('links'), randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  letters: openLetterOffice({
    book: openEvidenceBook({
      evidences: dynamoRegisteredLetters(table('registered-letters')),
      seal: kmsServiceSeal({
        service: 'delivery-evidence',
        key: key('delivery-evidence'),
        stampKey: key('time-stamping'),
        trustBucket: bucket('trust'),
        oidArc: setting<CertificateSettings>('CERTIFICATES').oidArc,
        randomness,
      }),
      personalData,
    }),
    operator: { name: settings.operatorName, uri: issuer() },
  }),
  uploads: s3EvidenceUploads(bucket('evidence')),
  verifications: sfnVerifications(machine('verification')),
  messenger: awsMessenger({ from: setting<string>('MAIL_FROM'), senderId: sms.senderId }),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'POST /api/enrolment': json(StartEnrolmentRequest, (request) => start(request, deps)),
  'GET /api/enrolment': plain((request) => show(request, deps)),
  'DELETE /api/enrolment': plain((request) => cancel(request, deps)),
  'POST /api/enrolment/email': json(EmailRequest, (request) => sendEmailCode(request, deps)),
  'POST /api/enrolment/email/confirm': json(CodeRequest, (request) => confirmEmail(request, deps)),
  'POST /api/enrolment/email/link': json(TokenRequest, (request) => confirmEmailLink(request, deps)),
  'POST /api/enrolment/phone': json(PhoneRequest, (request) => sendPhoneCode(request, deps)),
  'POST /api/enrolment/phone/confirm': json(CodeRequest, (request) => confirmPhone(request, deps)),
  'PUT /api/enrolment/document-type': json(DocumentTypeRequest, (request) =>
    chooseDocumentType(request, deps),
  ),
  'PUT /api/enrolment/form': json(IdentityForm, (request) => fillForm(request, deps)),
  'POST /api/enrolment/form/confirm': plain((request) => confirmForm(request, deps)),
  'PUT /api/enrolment/channel': json(ChannelRequest, (request) => chooseChannel(request, deps)),
  'POST /api/enrolment/letter': json(TokenRequest, (request) => openLetter(request, deps)),
  'POST /api/enrolment/handoff': plain((request) => handOff(request, deps)),
  'POST /api/enrolment/resume': json(TokenRequest, (request) => resume(request, deps)),
  'POST /api/enrolment/uploads': json(UploadRequest, (request) => requestUpload(request, deps)),
  'POST /api/enrolment/document/confirm': plain((request) => confirmDocument(request, deps)),
  'POST /api/enrolment/video/challenge': plain((request) => challengeVideo(request, deps)),
  'POST /api/enrolment/submit': plain((request) => submit(request, deps)),
});
