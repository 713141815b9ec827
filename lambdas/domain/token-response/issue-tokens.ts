import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { type ClientJwtDeps, jwtFor } from '../client-jwt/jwt-for.ts';
import type { TokenBinding } from '../grant/grant.ts';
import type { LiveGrant } from '../grant/grant-standing.ts';
import { idTokenClaims, namesSession } from '../id-token/id-token.ts';
import { personHintFor } from '../id-token/person-hint.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import { personClaims } from '../person-claims/person-claims.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { GrantAddress, SealedAccessToken, SealedRefreshToken } from '../sealed-token/tokens.ts';

export interface IssueTokensDeps extends ClientJwtDeps {
  readonly issuer: string;
  readonly sealers: TokenSealers;
  readonly personalData: PersonalData;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** RFC 6749 §5.1 with `id_token` (OIDC Core §3.1.3.3, §12.2); `DPoP` where bound to such a key (RFC 9449 §5). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer' | 'DPoP';
  readonly expires_in: number;
  readonly scope: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
}

/** A grant that was just redeemed or refreshed. */
export interface UsedGrant extends LiveGrant {
  readonly client: Client;
  readonly binding: TokenBinding | undefined;
  readonly now: Date;
  /** Where a refresh asked for less than the grant. */
  readonly scopes?: readonly string[];
  /** At a refresh: whether the token shown was used up. */
  readonly refreshed?: { readonly rotated: boolean };
}

/** The answer to a used grant: nothing is written, since tokens are sealed texts that name the grant. */
export async function issueTokens(used: UsedGrant, deps: IssueTokensDeps): Promise<TokenResponse> {
  const { grant, binding } = used;
  const scopes = used.scopes ?? grant.scopes;
  const { text, lifetimeSeconds } = await accessTokenOf(used, deps);
  const [idToken, refreshToken] = await Promise.all([
    scopes.includes('openid') ? idTokenOf(used, text, deps) : undefined,
    refreshTokenOf(used, deps),
  ]);
  return {
    access_token: text,
    token_type: binding !== undefined && 'jkt' in binding ? 'DPoP' : 'Bearer',
    expires_in: lifetimeSeconds,
    scope: scopes.join(' '),
    ...(idToken !== undefined && { id_token: idToken }),
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
  };
}

const addressOf = ({ grant }: UsedGrant): GrantAddress => ({ grant: grant.id, client: grant.clientId });

/** No token outlives its grant. */
async function accessTokenOf(
  used: UsedGrant,
  { sealers }: IssueTokensDeps,
): Promise<{ readonly text: string; readonly lifetimeSeconds: number }> {
  const { grant, client, binding, scopes, now } = used;
  const { accessTokenLifetimeSeconds, accessTokenOnce } = rulesOf(client);
  const left = Math.floor((Date.parse(grant.validUntil) - now.getTime()) / 1000);
  const lifetimeSeconds = Math.min(accessTokenLifetimeSeconds, left);
  const iat = Math.floor(now.getTime() / 1000);
  const token: SealedAccessToken = {
    ...addressOf(used),
    iat,
    exp: iat + lifetimeSeconds,
    ...(binding !== undefined && { cnf: binding }),
    ...(scopes !== undefined && { scopes }),
    ...(accessTokenOnce && { once: true }),
  };
  return { text: (await sealers('access-token')).seal(token), lifetimeSeconds };
}

/** RFC 6749 §6: a new one takes the place of the one used up; where tokens do not rotate, the client keeps the one it has. */
async function refreshTokenOf(used: UsedGrant, { sealers }: IssueTokensDeps): Promise<string | undefined> {
  const { grant, client, binding, refreshed } = used;
  if (grant.refreshCount === undefined || refreshed?.rotated === false) return undefined;
  const isPublic = client.token_endpoint_auth_method === 'none';
  const token: SealedRefreshToken = {
    ...addressOf(used),
    count: grant.refreshCount,
    ...(isPublic && binding !== undefined && { cnf: binding }),
  };
  return (await sealers('refresh-token')).seal(token);
}

async function idTokenOf(used: UsedGrant, accessToken: string, deps: IssueTokensDeps): Promise<string> {
  const { client, grant, account, now } = used;
  const subject = pairwiseSubject(await deps.subjectSecret(), sectorOf(client), account.id);
  const identity = await personClaims(used, 'idToken', { subject, now }, deps.personalData);
  const claims = idTokenClaims(grant, {
    issuer: deps.issuer,
    subject,
    accessToken,
    lifetimeSeconds: rulesOf(client).idTokenLifetimeSeconds,
    identity,
    refreshed: used.refreshed !== undefined,
    withSid: namesSession(client),
    ...(await personHintFor(client, account.id, deps.sealers)),
    now,
  });
  const signedBy = client.id_token_signed_response_alg;
  const encryptedBy = client.id_token_encrypted_response_alg;
  return await jwtFor(client, { typ: 'JWT', claims, signedBy, encryptedBy }, now, deps);
}
