import type { Accounts } from '../../domain/account/accounts.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { parseCodeExchange } from '../../domain/authorization-code/code-exchange.ts';
import { redeemCode } from '../../domain/authorization-code/redeem-code.ts';
import { type Parameters, parametersOf } from '../../domain/authorization-request/parameters.ts';
import { requireCodeGrant } from '../../domain/authorization-request/validate-authorization-request.ts';
import type { Client, Clients } from '../../domain/client/client.ts';
import { authenticateClient } from '../../domain/client-authentication/authenticate-client.ts';
import { credentialsOf } from '../../domain/client-authentication/credentials.ts';
import { grantClientCredentials } from '../../domain/client-credentials/client-credentials-grant.ts';
import type { ClientKeys } from '../../domain/client-keys/client-keys.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { InvalidGrant } from '../../domain/oauth-error/invalid-grant.ts';
import type { OrganisationTokens } from '../../domain/organisation-token/organisation-token.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { Replays } from '../../domain/replay/replays.ts';
import {
  type IssueTokensDeps,
  issueTokens,
  type TokenResponse,
} from '../../domain/token-response/issue-tokens.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface TokenDeps extends IssueTokensDeps {
  readonly clients: Clients;
  readonly clientKeys: ClientKeys;
  readonly replays: Replays;
  readonly grants: Grants;
  readonly organisationTokens: OrganisationTokens;
  readonly accounts: Accounts;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

/** POST /oauth/token (RFC 6749 §4.1.3, §4.4.2, OIDC Core §3.1.3). */
export async function token(request: HttpRequest, deps: TokenDeps): Promise<HttpResponse> {
  const { now } = request;
  const parameters = parametersOf(formParameters(request.headers['content-type'], request.rawBody));
  const credentials = credentialsOf(request.headers.authorization, parameters);
  const audiences = [deps.issuer, `${deps.issuer}/oauth/token`];
  const actsAlone = parameters.get('grant_type') === 'client_credentials';
  const client = await authenticateClient(credentials, {
    ...deps,
    audiences,
    acceptsPublic: !actsAlone,
    now,
  });
  const tokens = actsAlone
    ? await grantClientCredentials(parameters, client, {
        ...deps,
        accessToken: deps.randomness.secret(),
        now,
      })
    : await exchangeCode(parameters, client, now, deps);
  return { headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body: tokens };
}

async function exchangeCode(
  parameters: Parameters,
  client: Client,
  now: Date,
  deps: TokenDeps,
): Promise<TokenResponse> {
  const exchange = parseCodeExchange(parameters);
  requireCodeGrant(client);
  const use = { clientId: client.client_id, now };
  const grant = await redeemCode(exchange, use, { ...deps, codes: await deps.sealers('code') });
  const account = await deps.accounts.find(grant.accountId);
  if (account?.status !== 'active') throw new InvalidGrant('The identity cannot be used at the moment.');
  return await issueTokens({ client, grant, account, now }, deps);
}
