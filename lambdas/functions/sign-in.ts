import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBrowserSessions } from '../adapters/aws/dynamo-browser-sessions.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoClientErrors } from '../adapters/aws/dynamo-client-errors.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoPushedRequests } from '../adapters/aws/dynamo-pushed-requests.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSignInRecords } from '../adapters/aws/dynamo-sign-in-records.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsPersonaApprovals } from '../adapters/aws/sqs-persona-approvals.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import { publishedKeys } from '../adapters/aws/token-signers.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { RelyingPartySettings, SignInSettings, SmsSettings } from '../contracts/settings.ts';
import { ConsentRequest, SignInPhoneRequest } from '../contracts/sign-in.ts';
import { rememberedClientKeys } from '../domain/client-keys/remembered-client-keys.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { askApproval } from '../endpoints/oidc/ask-approval.ts';
import { authorize } from '../endpoints/oidc/authorize.ts';
import { cancelInteraction } from '../endpoints/oidc/cancel-interaction.ts';
import { decideConsent } from '../endpoints/oidc/decide-consent.ts';
import { endSession } from '../endpoints/oidc/end-session.ts';
import { sendTextMessage } from '../endpoints/oidc/send-text-message.ts';
import { showInteraction } from '../endpoints/oidc/show-interaction.ts';
import { issuer, queue, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { logger } from '../shell/logger.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<SignInSettings>('SIGN_IN');
const relyingParties = setting<RelyingPartySettings>('RELYING_PARTIES');
const keys = publishedKeys({ table: table('signing-keys') });

const deps = {
  issuer: issuer(),
  settings,
  sms: setting<SmsSettings>('SMS'),
  randomness,
  cookies: cookieJar(issuer()),
  clients: dynamoClients(table('clients')),
  clientKeys: rememberedClientKeys({
    door: guardedDoor(relyingParties),
    now: Date.now,
  }),
  clientErrors: dynamoClientErrors(table('client-errors'), relyingParties, randomness),
  pushedRequests: dynamoPushedRequests(table('pushed-requests')),
  records: dynamoSignInRecords({
    approvals: table('approvals'),
    accounts: table('accounts'),
    consents: table('consents'),
    browserSessions: table('browser-sessions'),
  }),
  browserSessions: dynamoBrowserSessions(table('browser-sessions')),
  approvals: dynamoApprovals(table('approvals')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  handles: dynamoAccountHandles(table('account-handles')),
  consents: dynamoConsents(table('consents')),
  grants: dynamoGrants(table('grants')),
  sealers: tokenSealers(deploymentSecret(secretArn('tokens')), randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  personaApprovals: sqsPersonaApprovals(queue('persona-approvals')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  subjectSecret: deploymentSecret(secretArn('subjects')),
  report: (error: unknown) =>
    logger.error('authorization failed', { error: error instanceof Error ? error.name : typeof error }),
  publicKeys: () => keys(new Date()),
};

export const handler = httpFunction({
  'GET /oauth/authorize': plain((request) => authorize(request, deps)),
  'POST /oauth/authorize': plain((request) => authorize(request, deps)),
  'GET /oauth/end-session': plain((request) => endSession(request, deps)),
  'POST /oauth/end-session': plain((request) => endSession(request, deps)),
  'GET /api/sign-in/{interaction}': plain((request) => showInteraction(request, deps)),
  'POST /api/sign-in/{interaction}/phone': json(SignInPhoneRequest, (request) => askApproval(request, deps)),
  'POST /api/sign-in/{interaction}/text-message': plain((request) => sendTextMessage(request, deps)),
  'POST /api/sign-in/{interaction}/consent': json(ConsentRequest, (request) => decideConsent(request, deps)),
  'POST /api/sign-in/{interaction}/cancel': plain((request) => cancelInteraction(request, deps)),
});
