import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBackchannelRequests } from '../adapters/aws/dynamo-backchannel-requests.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoClientErrors } from '../adapters/aws/dynamo-client-errors.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoGrantStandings } from '../adapters/aws/dynamo-grant-standings.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoOrganisationTokens } from '../adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { tokenSigners } from '../adapters/aws/token-signers.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { RelyingPartySettings, SignInSettings } from '../contracts/settings.ts';
import { reportingClientErrors } from '../domain/client-errors/reporting-client-errors.ts';
import { rememberedClientKeys } from '../domain/client-keys/remembered-client-keys.ts';
import { dpopNonces } from '../domain/dpop/dpop-nonces.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { answer } from '../endpoints/oidc/answer.ts';
import { introspect } from '../endpoints/oidc/introspect.ts';
import { preflight } from '../endpoints/oidc/preflight.ts';
import { revoke } from '../endpoints/oidc/revoke.ts';
import { showStatus } from '../endpoints/oidc/show-status.ts';
import { token } from '../endpoints/oidc/token.ts';
import { userinfo } from '../endpoints/oidc/userinfo.ts';
import { issuer, key, secretArn, setting, table } from '../shell/config.ts';
import { crossOrigin } from '../shell/cross-origin.ts';
import { httpFunction, plain, type RouteHandler } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const relyingParties = setting<RelyingPartySettings>('RELYING_PARTIES');
const settings = setting<SignInSettings>('SIGN_IN');
const sealers = tokenSealers(deploymentSecret(secretArn('tokens')), randomness);

const deps = {
  issuer: issuer(),
  settings,
  mtlsOrigin: relyingParties.mtlsOrigin,
  randomness,
  clients: dynamoClients(table('clients')),
  clientKeys: rememberedClientKeys({ door: guardedDoor(relyingParties), now: () => Date.now() }),
  clientErrors: dynamoClientErrors(table('client-errors'), relyingParties, randomness),
  grants: dynamoGrants(table('grants')),
  standings: dynamoGrantStandings({
    grants: table('grants'),
    accounts: table('accounts'),
    consents: table('consents'),
  }),
  sealers,
  nonces: dpopNonces(sealers),
  organisationTokens: dynamoOrganisationTokens(table('access-tokens')),
  replays: dynamoReplays(table('replays')),
  backchannelRequests: dynamoBackchannelRequests(table('backchannel-requests')),
  approvals: dynamoApprovals(table('approvals')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  consents: dynamoConsents(table('consents')),
  accounts: dynamoAccounts(table('accounts')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  personalData: kmsPersonalData(key('personal-data')),
  subjectSecret: deploymentSecret(secretArn('subjects')),
  signers: tokenSigners({ table: table('signing-keys'), wrappingKey: key('token-keys') }),
};

type Story = (request: Parameters<RouteHandler>[0], held: typeof deps) => ReturnType<RouteHandler>;

/** Refusals are told to the relying party's own people too. */
const reported = (story: Story): RouteHandler =>
  plain(reportingClientErrors((request) => story(request, deps), deps));

export const handler = httpFunction({
  'GET /oauth/authorize/answer': reported(answer),
  'POST /oauth/token': crossOrigin(reported(token)),
  'GET /oauth/userinfo': crossOrigin(reported(userinfo)),
  'POST /oauth/userinfo': crossOrigin(reported(userinfo)),
  'POST /oauth/introspect': reported(introspect),
  'POST /oauth/revoke': crossOrigin(reported(revoke)),
  'OPTIONS /oauth/token': crossOrigin(preflight),
  'OPTIONS /oauth/userinfo': crossOrigin(preflight),
  'OPTIONS /oauth/revoke': crossOrigin(preflight),
  'GET /oauth/status': showStatus(deps),
});
