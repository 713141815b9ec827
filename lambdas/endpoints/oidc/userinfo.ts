import { challenged } from '../../domain/bearer-token/challenge.ts';
import { presentedToken } from '../../domain/bearer-token/presented-token.ts';
import type { Client, Clients } from '../../domain/client/client.ts';
import { type ClientJwtDeps, jwtFor } from '../../domain/client-jwt/jwt-for.ts';
import { nonceHeader } from '../../domain/dpop/dpop-nonces.ts';
import {
  type GrantStanding,
  type GrantStandings,
  type LiveGrant,
  liveGrant,
} from '../../domain/grant/grant-standing.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { InsufficientScope } from '../../domain/oauth-error/insufficient-scope.ts';
import { InvalidToken } from '../../domain/oauth-error/invalid-token.ts';
import { pairwiseSubject, sectorOf } from '../../domain/pairwise-subject/pairwise-subject.ts';
import { personClaims } from '../../domain/person-claims/person-claims.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { SealedAccessToken } from '../../domain/sealed-token/tokens.ts';
import { requireBoundToken } from '../../domain/token-binding/require-bound-token.ts';
import type { BindingDeps } from '../../domain/token-binding/required-binding.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

interface Wrapped {
  readonly body: object | string;
  readonly type?: string;
}

export interface UserinfoDeps extends BindingDeps, ClientJwtDeps {
  readonly sealers: TokenSealers;
  readonly grants: Pick<Grants, 'spend'>;
  readonly standings: GrantStandings;
  readonly clients: Clients;
  readonly personalData: PersonalData;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/**
 * GET and POST /oauth/userinfo (OIDC Core §5.3): the claims consented to. One read judges grant, identity and consent; a DPoP proof
 * costs a write (`jti`), a token for one use another; the person's data key is unwrapped only where claims were granted.
 */
export async function userinfo(request: HttpRequest, deps: UserinfoDeps): Promise<HttpResponse> {
  try {
    return await answer(request, deps);
  } catch (error) {
    throw challenged(error, request);
  }
}

async function answer(request: HttpRequest, deps: UserinfoDeps): Promise<HttpResponse> {
  const { now } = request;
  const presented = presentedToken(request);
  const token = await openToken(presented.text, now, deps);
  const client = await requireClient(token, deps);
  const [standing] = await Promise.all([
    deps.standings.of(token),
    requireBoundToken({ presented, token, client }, request, deps),
  ]);
  const live = await requireLive(token, client, standing, now, deps);
  const claims = await claimsOf(client, token, live, now, deps);
  const { body, type = 'application/json' } = await wrapped(client, claims, now, deps);
  return {
    headers: {
      'cache-control': 'no-store',
      'content-type': type,
      ...(await nonceHeader(request, deps.nonces)),
    },
    body,
  };
}

/** RFC 6750 §3.1: one sentence for every token that is no good. */
const noGood = (): InvalidToken => new InvalidToken('The access token is unknown, expired or revoked.');

async function openToken(text: string, now: Date, { sealers }: UserinfoDeps): Promise<SealedAccessToken> {
  const token = (await sealers('access-token')).open<SealedAccessToken>(text);
  if (token === undefined || token.exp * 1000 <= now.getTime()) throw noGood();
  return token;
}

async function requireClient({ client: id, scopes }: SealedAccessToken, deps: UserinfoDeps): Promise<Client> {
  const client = await deps.clients.find(id);
  if (client?.status !== 'active') throw noGood();
  if (scopes?.includes('openid') === false) throw new InsufficientScope('openid');
  return client;
}

async function requireLive(
  token: SealedAccessToken,
  client: Client,
  standing: GrantStanding,
  now: Date,
  deps: UserinfoDeps,
): Promise<LiveGrant> {
  const live = liveGrant(standing, client, now);
  if (live === undefined) throw noGood();
  const { grant: id, iat, once } = token;
  if (once && !(await deps.grants.spend({ id, iat }))) throw noGood();
  return live;
}

async function claimsOf(
  client: Client,
  { scopes }: SealedAccessToken,
  live: LiveGrant,
  now: Date,
  deps: UserinfoDeps,
): Promise<object> {
  const sub = pairwiseSubject(await deps.subjectSecret(), sectorOf(client), live.account.id);
  const told = { subject: sub, scopes, now };
  return { sub, ...(await personClaims(live, 'userinfo', told, deps.personalData)) };
}

/** OIDC Core §5.3.2: JSON, or as the client registered: signed, then encrypted; encrypted alone is not done (RFC 7519 §11.2). */
async function wrapped(client: Client, claims: object, now: Date, deps: UserinfoDeps): Promise<Wrapped> {
  const encryptedBy = client.userinfo_encrypted_response_alg;
  const signedBy =
    client.userinfo_signed_response_alg ?? (encryptedBy && client.id_token_signed_response_alg);
  if (signedBy === undefined) return { body: claims };
  const signed = { iss: deps.issuer, aud: client.client_id, ...claims };
  const jwt = { typ: 'JWT', claims: signed, signedBy, encryptedBy };
  return { body: await jwtFor(client, jwt, now, deps), type: 'application/jwt' };
}
