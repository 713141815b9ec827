import type { AccessTokens } from '../../domain/access-token/access-token.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { AuthorizationCodes } from '../../domain/authorization-code/authorization-codes.ts';
import { parseCodeExchange } from '../../domain/authorization-code/code-exchange.ts';
import { redeemCode } from '../../domain/authorization-code/redeem-code.ts';
import { parametersOf } from '../../domain/authorization-request/parameters.ts';
import type { Clients } from '../../domain/client/client.ts';
import { authenticateClient } from '../../domain/client-authentication/authenticate-client.ts';
import { credentialsOf } from '../../domain/client-authentication/credentials.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import { InvalidGrant } from '../../domain/oauth-error/invalid-grant.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { Replays } from '../../domain/replay/replays.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import { type IssueTokensDeps, issueTokens } from '../../domain/token-response/issue-tokens.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface TokenDeps extends IssueTokensDeps {
  readonly clients: Clients;
  readonly replays: Replays;
  readonly codes: AuthorizationCodes;
  readonly tokens: AccessTokens;
  readonly accounts: Accounts;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

/** POST /oauth/token (RFC 6749 §4.1.3, OIDC Core §3.1.3). */
export async function token(request: HttpRequest, deps: TokenDeps): Promise<HttpResponse> {
  const { now } = request;
  const parameters = parametersOf(formParameters(request.headers['content-type'], request.rawBody));
  const credentials = credentialsOf(request.headers.authorization, parameters);
  const audiences = [deps.issuer, `${deps.issuer}/oauth/token`];
  const client = await authenticateClient(credentials, { ...deps, audiences, now });
  const exchange = parseCodeExchange(parameters);
  const accessToken = deps.randomness.secret();
  const use = { clientId: client.client_id, accessTokenId: hashSecret(accessToken), now };
  const code = await redeemCode(exchange, use, deps);
  const account = await deps.accounts.find(code.accountId);
  if (account?.status !== 'active') throw new InvalidGrant('The identity cannot be used at the moment.');
  const tokens = await issueTokens({ client, code, account, accessToken, now }, deps);
  return { headers: { 'cache-control': 'no-store', pragma: 'no-cache' }, body: tokens };
}
