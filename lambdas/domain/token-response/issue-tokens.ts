import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import { toClaims } from '../claims/identity-claims.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { Grant } from '../grant/grant.ts';
import { idTokenClaims } from '../id-token/id-token.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { SealedAccessToken } from '../sealed-token/tokens.ts';
import { signJws } from '../signer/signer.ts';
import type { TokenSigners } from '../signing-key/token-signers.ts';

export interface IssueTokensDeps {
  readonly issuer: string;
  readonly sealers: TokenSealers;
  readonly signers: TokenSigners;
  readonly personalData: PersonalData;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** RFC 6749 §5.1 with `id_token` (OIDC Core §3.1.3.3). */
export interface TokenResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
  readonly id_token: string;
}

interface RedeemedGrant {
  readonly client: Client;
  readonly grant: Grant;
  readonly account: Account;
  readonly now: Date;
}

/** The answer to a redeemed code: nothing is written, since the access token is a sealed text that names the grant. */
export async function issueTokens(redeemed: RedeemedGrant, deps: IssueTokensDeps): Promise<TokenResponse> {
  const { client, grant, now } = redeemed;
  const { accessTokenLifetimeSeconds } = rulesOf(client);
  const iat = Math.floor(now.getTime() / 1000);
  const sealer = await deps.sealers('access-token');
  const token: SealedAccessToken = { grant: grant.id, iat, exp: iat + accessTokenLifetimeSeconds };
  const access_token = sealer.seal(token);
  return {
    access_token,
    token_type: 'Bearer',
    expires_in: accessTokenLifetimeSeconds,
    scope: grant.scopes.join(' '),
    id_token: await signIdToken(redeemed, access_token, deps),
  };
}

async function signIdToken(
  { client, grant, account, now }: RedeemedGrant,
  accessToken: string,
  deps: IssueTokensDeps,
): Promise<string> {
  const [signer, secret, identity] = await Promise.all([
    deps.signers(client.id_token_signed_response_alg, now),
    deps.subjectSecret(),
    identityFor(grant, account, deps.personalData),
  ]);
  const claims = idTokenClaims(grant, {
    issuer: deps.issuer,
    subject: pairwiseSubject(secret, sectorOf(client), account.id),
    accessToken,
    lifetimeSeconds: rulesOf(client).idTokenLifetimeSeconds,
    identity,
    now,
  });
  return signJws(signer, { typ: 'JWT' }, claims);
}

/** Identity claims go into the ID token only when `claims.id_token` asked for them; else nothing is unsealed. */
async function identityFor(
  grant: Grant,
  account: Account,
  personalData: PersonalData,
): Promise<Readonly<Record<string, string | boolean>>> {
  if (grant.claims.idToken.length === 0) return {};
  const identity = await openIdentity(account, personalData);
  return toClaims(identity, grant.claims.idToken);
}
