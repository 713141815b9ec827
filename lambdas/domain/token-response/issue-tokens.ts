import type { AccessTokens } from '../access-token/access-token.ts';
import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import type { AuthorizationCode } from '../authorization-code/authorization-code.ts';
import { toClaims } from '../claims/identity-claims.ts';
import type { Client, IdTokenAlgorithm } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { idTokenClaims } from '../id-token/id-token.ts';
import { InvalidGrant } from '../oauth-error/invalid-grant.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { hashSecret } from '../secret-hash.ts';
import { type Signer, signJws } from '../signer/signer.ts';

export interface IssueTokensDeps {
  readonly issuer: string;
  readonly tokens: AccessTokens;
  readonly signers: Readonly<Record<IdTokenAlgorithm, Signer>>;
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

/** Keeps the access token and signs the ID token; the two do not wait for each other. */
export async function issueTokens(
  grant: {
    readonly client: Client;
    readonly code: AuthorizationCode;
    readonly account: Account;
    readonly accessToken: string;
    readonly now: Date;
  },
  deps: IssueTokensDeps,
): Promise<TokenResponse> {
  const { client, code, account, accessToken, now } = grant;
  const lifetimes = rulesOf(client);
  const subject = pairwiseSubject(await deps.subjectSecret(), sectorOf(client), account.id);
  const signIdToken = async (): Promise<string> =>
    signJws(
      deps.signers[client.id_token_signed_response_alg],
      { typ: 'JWT' },
      idTokenClaims(code, {
        issuer: deps.issuer,
        subject,
        accessToken,
        lifetimeSeconds: lifetimes.idTokenLifetimeSeconds,
        identity: await identityFor(code, account, deps.personalData),
        now,
      }),
    );
  const expiresIn = lifetimes.accessTokenLifetimeSeconds;
  const [kept, id_token] = await Promise.all([
    deps.tokens.keep({
      id: hashSecret(accessToken),
      clientId: client.client_id,
      accountId: account.id,
      subject,
      claims: code.claims.userinfo,
      validUntil: new Date(now.getTime() + expiresIn * 1000).toISOString(),
    }),
    signIdToken(),
  ]);
  if (!kept) throw new InvalidGrant('The code was used twice at the same time; nothing is given out.');
  return {
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: expiresIn,
    scope: code.scopes.join(' '),
    id_token,
  };
}

/** Identity claims go into the ID token only when `claims.id_token` asked for them; else nothing is unsealed. */
async function identityFor(
  code: AuthorizationCode,
  account: Account,
  personalData: PersonalData,
): Promise<Readonly<Record<string, string | boolean>>> {
  if (code.claims.idToken.length === 0) return {};
  const identity = await openIdentity(account, personalData);
  return toClaims(identity, code.claims.idToken);
}
