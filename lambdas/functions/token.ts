import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoGrantStandings } from '../adapters/aws/dynamo-grant-standings.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoOrganisationTokens } from '../adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { tokenSigners } from '../adapters/aws/token-signers.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { RelyingPartySettings } from '../contracts/settings.ts';
import { rememberedClientKeys } from '../domain/client-keys/remembered-client-keys.ts';
import { dpopNonces } from '../domain/dpop/dpop-nonces.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { answer } from '../endpoints/oidc/answer.ts';
import { token } from '../endpoints/oidc/token.ts';
import { userinfo } from '../endpoints/oidc/userinfo.ts';
import { issuer, key, secretArn, setting, table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const relyingParties = setting<RelyingPartySettings>('RELYING_PARTIES');
const sealers = tokenSealers(deploymentSecret(secretArn('tokens')), randomness);

const deps = {
  issuer: issuer(),
  mtlsOrigin: relyingParties.mtlsOrigin,
  randomness,
  clients: dynamoClients(table('clients')),
  clientKeys: rememberedClientKeys({
    door: guardedDoor(relyingParties),
    now: Date.now,
  }),
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
  accounts: dynamoAccounts(table('accounts')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  personalData: kmsPersonalData(key('personal-data')),
  subjectSecret: deploymentSecret(secretArn('subjects')),
  signers: tokenSigners({ table: table('signing-keys'), wrappingKey: key('token-keys') }),
};

export const handler = httpFunction({
  'GET /oauth/authorize/answer': plain((request) => answer(request, deps)),
  'POST /oauth/token': plain((request) => token(request, deps)),
  'GET /oauth/userinfo': plain((request) => userinfo(request, deps)),
  'POST /oauth/userinfo': plain((request) => userinfo(request, deps)),
});
