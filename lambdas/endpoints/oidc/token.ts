import type { Accounts } from '../../domain/account/accounts.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { parseCodeExchange } from '../../domain/authorization-code/code-exchange.ts';
import { redeemCode } from '../../domain/authorization-code/redeem-code.ts';
import type { Parameters } from '../../domain/authorization-request/parameters.ts';
import {
  type RedeemBackchannelDeps,
  redeemBackchannelRequest,
} from '../../domain/backchannel-authentication/redeem-backchannel-request.ts';
import { CIBA_GRANT, type Client, type GrantType, grantTypesOf } from '../../domain/client/client.ts';
import { type CallingClientDeps, callingClient } from '../../domain/client-authentication/calling-client.ts';
import {
  type ClientCredentialsResponse,
  grantClientCredentials,
} from '../../domain/client-credentials/client-credentials-grant.ts';
import type { ClientKeys } from '../../domain/client-keys/client-keys.ts';
import { nonceHeader } from '../../domain/dpop/dpop-nonces.ts';
import type { GrantStandings } from '../../domain/grant/grant-standing.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import { UnauthorizedClient } from '../../domain/oauth-error/unauthorized-client.ts';
import { UnsupportedGrantType } from '../../domain/oauth-error/unsupported-grant-type.ts';
import type { OrganisationTokens } from '../../domain/organisation-token/organisation-token.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { useRefreshToken } from '../../domain/refresh-token/use-refresh-token.ts';
import { type BindingDeps, requiredBinding } from '../../domain/token-binding/required-binding.ts';
import {
  type IssueTokensDeps,
  issueTokens,
  type TokenResponse,
} from '../../domain/token-response/issue-tokens.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface TokenDeps extends IssueTokensDeps, BindingDeps, CallingClientDeps, RedeemBackchannelDeps {
  readonly clientKeys: ClientKeys;
  readonly grants: Grants;
  readonly standings: GrantStandings;
  readonly organisationTokens: OrganisationTokens;
  readonly accounts: Accounts;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

/** A request of an authenticated client, registered for the grant it asks by. */
interface TokenRequest {
  readonly http: HttpRequest;
  readonly parameters: Parameters;
  readonly client: Client;
  readonly now: Date;
}

type Story = (request: TokenRequest, deps: TokenDeps) => Promise<TokenResponse | ClientCredentialsResponse>;

const STORIES: Readonly<Record<GrantType, Story>> = {
  authorization_code: exchangeCode,
  refresh_token: refresh,
  client_credentials: actAlone,
  [CIBA_GRANT]: fetchBackchannelAnswer,
};

/**
 * POST /oauth/token (RFC 6749 §3.2; OIDC Core §3.1.3, §12; RFC 9449 §5; CIBA Core §10.1). Calls to AWS beside those of client
 * authentication and, where KMS signs directly, the signature: a code takes two (use it up, read the identity), a refresh two (read
 * all it hangs on, count up) or one where tokens do not rotate; a DPoP proof one more (`jti`); polls as `redeemBackchannelRequest` says.
 */
export async function token(request: HttpRequest, deps: TokenDeps): Promise<HttpResponse> {
  const { now } = request;
  const { parameters, client } = await callingClient(request, deps, { acceptsPublic: true });
  const story = requireStory(parameters, client);
  const body = await story({ http: request, parameters, client, now }, deps);
  return { headers: { ...NEVER_STORED, ...(await nonceHeader(request, deps.nonces)) }, body };
}

const NEVER_STORED = { 'cache-control': 'no-store', pragma: 'no-cache' };

/** RFC 6749 §5.2: the grant type is one of ours, and one that the client registered (RFC 7591 §2). */
function requireStory(parameters: Parameters, client: Client): Story {
  const name = parameters.get('grant_type');
  if (name === undefined) throw new InvalidRequest('grant_type is required.');
  const story = Object.hasOwn(STORIES, name) ? STORIES[name as GrantType] : undefined;
  if (story === undefined) {
    throw new UnsupportedGrantType(`grant_type must be one of ${Object.keys(STORIES).join(', ')}.`);
  }
  if (!grantTypesOf(client).includes(name as GrantType)) {
    throw new UnauthorizedClient(`The client is not registered for the grant ${name}.`);
  }
  return story;
}

/** The key is proved before the code is used up, so that a proof to be made again (`use_dpop_nonce`) costs no sign-in. */
async function exchangeCode(request: TokenRequest, deps: TokenDeps): Promise<TokenResponse> {
  const { client, parameters, now } = request;
  const exchange = parseCodeExchange(parameters, client);
  const binding = await requiredBinding(request.http, client, deps);
  const use = { clientId: client.client_id, binding, now };
  const live = await redeemCode(exchange, use, { ...deps, codes: await deps.sealers('code') });
  return await issueTokens({ ...live, client, binding, now }, deps);
}

async function fetchBackchannelAnswer(request: TokenRequest, deps: TokenDeps): Promise<TokenResponse> {
  const { client, parameters, now } = request;
  const binding = await requiredBinding(request.http, client, deps);
  const live = await redeemBackchannelRequest(parameters, client, now, deps);
  return await issueTokens({ ...live, client, binding, now }, deps);
}

async function refresh(request: TokenRequest, deps: TokenDeps): Promise<TokenResponse> {
  const { client, parameters, now } = request;
  const binding = await requiredBinding(request.http, client, deps);
  const refreshTokens = await deps.sealers('refresh-token');
  const { rotated, ...live } = await useRefreshToken(
    parameters,
    { client, binding, now },
    { ...deps, refreshTokens },
  );
  return await issueTokens({ ...live, client, binding, now, refreshed: { rotated } }, deps);
}

function actAlone(
  { parameters, client, now }: TokenRequest,
  deps: TokenDeps,
): Promise<ClientCredentialsResponse> {
  const accessToken = deps.randomness.secret();
  return grantClientCredentials(parameters, client, { ...deps, accessToken, now });
}
