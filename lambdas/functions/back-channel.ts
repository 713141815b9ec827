import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoBackchannelRequests } from '../adapters/aws/dynamo-backchannel-requests.ts';
import { dynamoClientErrors } from '../adapters/aws/dynamo-client-errors.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoPushedRequests } from '../adapters/aws/dynamo-pushed-requests.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsPersonaApprovals } from '../adapters/aws/sqs-persona-approvals.ts';
import { publishedKeys } from '../adapters/aws/token-signers.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { RelyingPartySettings, SignInSettings, SmsSettings } from '../contracts/settings.ts';
import { reportingClientErrors } from '../domain/client-errors/reporting-client-errors.ts';
import { rememberedClientKeys } from '../domain/client-keys/remembered-client-keys.ts';
import { dpopNonces } from '../domain/dpop/dpop-nonces.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { pushRequest } from '../endpoints/oidc/push-request.ts';
import { startBackchannelAuthentication } from '../endpoints/oidc/start-backchannel-authentication.ts';
import { issuer, queue, secretArn, setting, table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const relyingParties = setting<RelyingPartySettings>('RELYING_PARTIES');

const sealers = tokenSealers(deploymentSecret(secretArn('tokens')), randomness);

const deps = {
  issuer: issuer(),
  mtlsOrigin: relyingParties.mtlsOrigin,
  settings: setting<SignInSettings>('SIGN_IN'),
  sms: setting<SmsSettings>('SMS'),
  randomness,
  clients: dynamoClients(table('clients')),
  clientKeys: rememberedClientKeys({ door: guardedDoor(relyingParties), now: () => Date.now() }),
  clientErrors: dynamoClientErrors(table('client-errors'), relyingParties, randomness),
  replays: dynamoReplays(table('replays')),
  quotas: dynamoSendQuotas(table('send-quotas')),
  sealers,
  entrusted: tokenSealers(deploymentSecret(secretArn('entrusted')), randomness),
  nonces: dpopNonces(sealers),
  publicKeys: publishedKeys({ table: table('signing-keys') }),
  pushedRequests: dynamoPushedRequests(table('pushed-requests')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  handles: dynamoAccountHandles(table('account-handles')),
  accounts: dynamoAccounts(table('accounts')),
  approvals: dynamoApprovals(table('approvals')),
  backchannelRequests: dynamoBackchannelRequests(table('backchannel-requests')),
  notifications: sqsNotifications(queue('notifications')),
  personaApprovals: sqsPersonaApprovals(queue('persona-approvals')),
};

export const handler = httpFunction({
  'POST /oauth/par': plain(reportingClientErrors((request) => pushRequest(request, deps), deps)),
  'POST /oauth/backchannel-authentication': plain(
    reportingClientErrors((request) => startBackchannelAuthentication(request, deps), deps),
  ),
});
