import { dynamoAccessTokens } from '../adapters/aws/dynamo-access-tokens.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoAuthorizationCodes } from '../adapters/aws/dynamo-authorization-codes.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoOrganisationTokens } from '../adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { token } from '../endpoints/oidc/token.ts';
import { userinfo } from '../endpoints/oidc/userinfo.ts';
import { issuer, key, secretArn, table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  randomness,
  clients: dynamoClients(table('clients')),
  codes: dynamoAuthorizationCodes(table('authorization-codes')),
  tokens: dynamoAccessTokens(table('access-tokens')),
  organisationTokens: dynamoOrganisationTokens(table('access-tokens')),
  replays: dynamoReplays(table('replays')),
  accounts: dynamoAccounts(table('accounts')),
  consents: dynamoConsents(table('consents')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  personalData: kmsPersonalData(key('personal-data')),
  subjectSecret: deploymentSecret(secretArn('subjects')),
  signers: {
    ES256: kmsSigner(key('token-signing-es256'), 'ES256'),
    RS256: kmsSigner(key('token-signing-rs256'), 'RS256'),
  },
};

export const handler = httpFunction({
  'POST /oauth/token': plain((request) => token(request, deps)),
  'GET /oauth/userinfo': plain((request) => userinfo(request, deps)),
  'POST /oauth/userinfo': plain((request) => userinfo(request, deps)),
});
