import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoActivations } from '../adapters/aws/dynamo-activations.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoLinks } from '../adapters/aws/dynamo-links.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoPhoneRecords } from '../adapters/aws/dynamo-phone-records.ts';
import { dynamoPins } from '../adapters/aws/dynamo-pins.ts';
import { dynamoPushSubscribing } from '../adapters/aws/dynamo-push-subscribing.ts';
import { dynamoPushSubscriptions } from '../adapters/aws/dynamo-push-subscriptions.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSignInHistory } from '../adapters/aws/dynamo-sign-in-history.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { snsTextMessages } from '../adapters/aws/sns-text-messages.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import {
  ActivationCodeRequest,
  ActivationPinRequest,
  ActivationRequest,
  ApprovalDecisionRequest,
  LogInRequest,
  PinChangeRequest,
  PushSubscriptionRequest,
  RecoveryRequest,
} from '../contracts/authenticator.ts';
import type {
  CitizenSessionSettings,
  OneTimeCodeSettings,
  PinSettings,
  SignInSettings,
  SmsSettings,
  WebPushSettings,
} from '../contracts/settings.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { bindDevice } from '../endpoints/authenticator/bind-device.ts';
import { changePin } from '../endpoints/authenticator/change-pin.ts';
import { choosePin } from '../endpoints/authenticator/choose-pin.ts';
import { decideApproval } from '../endpoints/authenticator/decide-approval.ts';
import { keepPushSubscription } from '../endpoints/authenticator/keep-push-subscription.ts';
import { listApprovals } from '../endpoints/authenticator/list-approvals.ts';
import { logIn } from '../endpoints/authenticator/log-in.ts';
import { logOut } from '../endpoints/authenticator/log-out.ts';
import { removePushSubscription } from '../endpoints/authenticator/remove-push-subscription.ts';
import { requestRecovery } from '../endpoints/authenticator/request-recovery.ts';
import { showPushSubscription } from '../endpoints/authenticator/show-push-subscription.ts';
import { showSession } from '../endpoints/authenticator/show-session.ts';
import { startActivation } from '../endpoints/authenticator/start-activation.ts';
import { issuer, key, queue, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const sms = setting<SmsSettings>('SMS');
const codeHash = kmsShortSecretHash(key('one-time-codes'));

const deps = {
  issuer: issuer(),
  settings: setting<PinSettings>('PIN'),
  codeSettings: setting<OneTimeCodeSettings>('ONE_TIME_CODES'),
  sms,
  cookies: cookieJar(issuer()),
  sessionSettings: setting<CitizenSessionSettings>('CITIZEN_SESSION'),
  randomness,
  messenger: snsTextMessages(sms.senderId),
  accounts: dynamoAccounts(table('accounts')),
  handles: dynamoAccountHandles(table('account-handles')),
  devices: dynamoDevices(table('devices')),
  pins: dynamoPins(table('pins')),
  records: dynamoPhoneRecords({
    devices: table('devices'),
    accounts: table('accounts'),
    approvals: table('approvals'),
    pins: table('pins'),
  }),
  approvals: dynamoApprovals(table('approvals')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  clients: dynamoClients(table('clients')),
  replays: dynamoReplays(table('replays')),
  links: dynamoLinks(table('links'), randomness),
  codes: dynamoOneTimeCodes(table('one-time-codes'), codeHash, randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  history: dynamoSignInHistory(table('sign-ins'), setting<SignInSettings>('SIGN_IN').historyDays),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  personalData: kmsPersonalData(key('personal-data')),
  webPush: setting<WebPushSettings>('WEB_PUSH'),
  pushSigner: kmsSigner(key('web-push'), 'ES256'),
  pushSealers: tokenSealers(deploymentSecret(secretArn('push-endpoints')), randomness),
  pushSubscriptions: dynamoPushSubscriptions(table('push-subscriptions')),
  pushSubscribing: dynamoPushSubscribing({
    subscriptions: table('push-subscriptions'),
    accounts: table('accounts'),
  }),
  pinHash: kmsShortSecretHash(key('pins')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  activations: dynamoActivations({
    accounts: table('accounts'),
    devices: table('devices'),
    pins: table('pins'),
    enrolments: table('enrolments'),
    pushSubscriptions: table('push-subscriptions'),
  }),
};

export const handler = httpFunction({
  'POST /api/authenticator/activation': json(ActivationRequest, (request) => startActivation(request, deps)),
  'POST /api/authenticator/activation/code': json(ActivationCodeRequest, (request) =>
    bindDevice(request, deps),
  ),
  'POST /api/authenticator/activation/pin': json(ActivationPinRequest, (request) => choosePin(request, deps)),
  'POST /api/authenticator/recovery': json(RecoveryRequest, (request) => requestRecovery(request, deps)),
  'GET /api/authenticator/approvals': plain((request) => listApprovals(request, deps)),
  'POST /api/authenticator/approvals/{approval}': json(ApprovalDecisionRequest, (request) =>
    decideApproval(request, deps),
  ),
  'PUT /api/account/pin': json(PinChangeRequest, (request) => changePin(request, deps)),
  'GET /api/authenticator/push-subscription': plain((request) => showPushSubscription(request, deps)),
  'PUT /api/authenticator/push-subscription': json(PushSubscriptionRequest, (request) =>
    keepPushSubscription(request, deps),
  ),
  'DELETE /api/authenticator/push-subscription': plain((request) => removePushSubscription(request, deps)),
  'POST /api/authenticator/log-in': json(LogInRequest, (request) => logIn(request, deps)),
  'GET /api/authenticator/session': plain((request) => showSession(request, deps)),
  'DELETE /api/authenticator/session': plain((request) => logOut(request, deps)),
});
