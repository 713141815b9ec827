import { awsMessenger } from '../adapters/aws/aws-messenger.ts';
import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoContactChanges } from '../adapters/aws/dynamo-contact-changes.ts';
import { dynamoLinks } from '../adapters/aws/dynamo-links.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { NewEmailConfirmation, NewPhoneConfirmation } from '../contracts/account.ts';
import { EmailRequest, PhoneRequest, TokenRequest } from '../contracts/enrolment.ts';
import type {
  ContactSettings,
  EnrolmentSettings,
  OneTimeCodeSettings,
  SmsSettings,
} from '../contracts/settings.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { changeEmail } from '../endpoints/account/change-email.ts';
import { changePhone } from '../endpoints/account/change-phone.ts';
import { confirmEmail } from '../endpoints/account/confirm-email.ts';
import { confirmPhone } from '../endpoints/account/confirm-phone.ts';
import { undoContactChange } from '../endpoints/account/undo-contact-change.ts';
import { issuer, key, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const sms = setting<SmsSettings>('SMS');

const deps = {
  sms,
  settings: setting<ContactSettings>('CONTACTS'),
  enrolment: setting<EnrolmentSettings>('ENROLMENT'),
  codeSettings: setting<OneTimeCodeSettings>('ONE_TIME_CODES'),
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  handles: dynamoAccountHandles(table('account-handles')),
  contactChanges: dynamoContactChanges({
    accounts: table('accounts'),
    handles: table('account-handles'),
    changes: table('contact-changes'),
    codes: table('one-time-codes'),
    links: table('links'),
    devices: table('devices'),
  }),
  personalData: kmsPersonalData(key('personal-data')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  codes: dynamoOneTimeCodes(table('one-time-codes'), kmsShortSecretHash(key('one-time-codes')), randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  links: dynamoLinks(table('links'), randomness),
  messenger: awsMessenger({ from: setting<string>('MAIL_FROM'), senderId: sms.senderId }),
};

export const handler = httpFunction({
  'POST /api/account/email': json(EmailRequest, (request) => changeEmail(request, deps)),
  'POST /api/account/email/confirm': json(NewEmailConfirmation, (request) => confirmEmail(request, deps)),
  'POST /api/account/phone': json(PhoneRequest, (request) => changePhone(request, deps)),
  'POST /api/account/phone/confirm': json(NewPhoneConfirmation, (request) => confirmPhone(request, deps)),
  'POST /api/account/contacts/undo': json(TokenRequest, (request) => undoContactChange(request, deps)),
});
