import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSimpleSignatures } from '../adapters/aws/dynamo-simple-signatures.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsServiceSeal } from '../adapters/aws/kms-service-seal.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { snsTextMessages } from '../adapters/aws/sns-text-messages.ts';
import type { CertificateSettings, OneTimeCodeSettings, SmsSettings } from '../contracts/settings.ts';
import { SimpleSignatureConfirmation, SimpleSignatureRequest } from '../contracts/signatures.ts';
import { confirmSimple } from '../endpoints/signatures/confirm-simple.ts';
import { showSimple } from '../endpoints/signatures/show-simple.ts';
import { startSimple } from '../endpoints/signatures/start-simple.ts';
import { bucket, issuer, key, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const sms = setting<SmsSettings>('SMS');

const deps = {
  issuer: issuer(),
  sms,
  codeSettings: setting<OneTimeCodeSettings>('ONE_TIME_CODES'),
  randomness,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  signatures: dynamoSimpleSignatures(table('simple-signatures')),
  codes: dynamoOneTimeCodes(table('one-time-codes'), kmsShortSecretHash(key('one-time-codes')), randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  messenger: snsTextMessages(sms.senderId),
  personalData: kmsPersonalData(key('personal-data')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  seal: kmsServiceSeal({
    service: 'signature-records',
    key: key('signature-records'),
    stampKey: key('time-stamping'),
    trustBucket: bucket('trust'),
    oidArc: setting<CertificateSettings>('CERTIFICATES').oidArc,
    randomness,
  }),
};

export const handler = httpFunction({
  'POST /api/signatures/simple': json(SimpleSignatureRequest, (request) => startSimple(request, deps)),
  'POST /api/signatures/simple/{signature}/confirm': json(SimpleSignatureConfirmation, (request) =>
    confirmSimple(request, deps),
  ),
  'GET /api/signatures/simple/{signature}': plain((request) => showSimple(request, deps)),
});
