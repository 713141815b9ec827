import type { AccessToken, AccessTokens } from '../../domain/access-token/access-token.ts';
import type { Account } from '../../domain/account/account.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { bearerTokenOf } from '../../domain/bearer-token/bearer-token.ts';
import { toClaims } from '../../domain/claims/identity-claims.ts';
import { type Consents, covers } from '../../domain/consent/consent.ts';
import { InvalidToken } from '../../domain/oauth-error/invalid-token.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UserinfoDeps {
  readonly tokens: AccessTokens;
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly personalData: PersonalData;
}

/** GET and POST /oauth/userinfo (OIDC Core §5.3): the claims consented to, as JSON. */
export async function userinfo(request: HttpRequest, deps: UserinfoDeps): Promise<HttpResponse> {
  const token = await deps.tokens.find(hashSecret(bearerTokenOf(request)), request.now);
  if (token === undefined) throw new InvalidToken('The access token is unknown, expired or revoked.');
  const account = await requireConsentingAccount(token, deps);
  const claims = await claimsOf(token, account, deps.personalData);
  return {
    headers: { 'cache-control': 'no-store', 'content-type': 'application/json' },
    body: { sub: token.subject, ...claims },
  };
}

/** A consent taken back, or an identity stopped, also ends what was given out a moment ago (B5). */
async function requireConsentingAccount(token: AccessToken, deps: UserinfoDeps): Promise<Account> {
  const [account, consent] = await Promise.all([
    deps.accounts.find(token.accountId),
    deps.consents.find(token.accountId, token.clientId),
  ]);
  if (account?.status !== 'active' || !covers(consent, token.claims)) {
    throw new InvalidToken('The person withdrew the consent, or the identity was stopped.');
  }
  return account;
}

async function claimsOf(
  token: AccessToken,
  account: Account,
  personalData: PersonalData,
): Promise<Readonly<Record<string, string | boolean>>> {
  if (token.claims.length === 0) return {};
  const identity = await openIdentity(account, personalData);
  return toClaims(identity, token.claims);
}
