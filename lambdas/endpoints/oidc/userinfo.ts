import type { Account } from '../../domain/account/account.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { bearerTokenOf } from '../../domain/bearer-token/bearer-token.ts';
import { toClaims } from '../../domain/claims/identity-claims.ts';
import type { Client, Clients } from '../../domain/client/client.ts';
import { type Consents, covers } from '../../domain/consent/consent.ts';
import { type Grant, isUsable } from '../../domain/grant/grant.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { InvalidToken } from '../../domain/oauth-error/invalid-token.ts';
import { pairwiseSubject, sectorOf } from '../../domain/pairwise-subject/pairwise-subject.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { SealedAccessToken } from '../../domain/sealed-token/tokens.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UserinfoDeps {
  readonly sealers: TokenSealers;
  readonly grants: Grants;
  readonly clients: Clients;
  readonly accounts: Accounts;
  readonly consents: Consents;
  readonly personalData: PersonalData;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** GET and POST /oauth/userinfo (OIDC Core §5.3): the claims consented to, as JSON. */
export async function userinfo(request: HttpRequest, deps: UserinfoDeps): Promise<HttpResponse> {
  const grant = await requireGrant(bearerTokenOf(request), request.now, deps);
  const { account, client } = await requireConsentingAccount(grant, deps);
  const [secret, claims] = await Promise.all([
    deps.subjectSecret(),
    claimsOf(grant, account, deps.personalData),
  ]);
  return {
    headers: { 'cache-control': 'no-store', 'content-type': 'application/json' },
    body: { sub: pairwiseSubject(secret, sectorOf(client), account.id), ...claims },
  };
}

/** RFC 6750 §3.1: one sentence for every token that is no good. */
async function requireGrant(text: string, now: Date, deps: UserinfoDeps): Promise<Grant> {
  const token = (await deps.sealers('access-token')).open<SealedAccessToken>(text);
  const grant =
    token === undefined || token.exp * 1000 <= now.getTime()
      ? undefined
      : await deps.grants.find(token.grant);
  if (!isUsable(grant, now)) throw new InvalidToken('The access token is unknown, expired or revoked.');
  return grant;
}

/** A consent taken back, or an identity stopped, also ends what was given out a moment ago (B5). */
async function requireConsentingAccount(
  grant: Grant,
  deps: UserinfoDeps,
): Promise<{ readonly account: Account; readonly client: Client }> {
  const [account, consent, client] = await Promise.all([
    deps.accounts.find(grant.accountId),
    deps.consents.find(grant.accountId, grant.clientId),
    deps.clients.find(grant.clientId),
  ]);
  if (
    account?.status !== 'active' ||
    client?.status !== 'active' ||
    !covers(consent, grant.claims.userinfo)
  ) {
    throw new InvalidToken('The person withdrew the consent, or the identity was stopped.');
  }
  return { account, client };
}

async function claimsOf(
  grant: Grant,
  account: Account,
  personalData: PersonalData,
): Promise<Readonly<Record<string, string | boolean>>> {
  if (grant.claims.userinfo.length === 0) return {};
  const identity = await openIdentity(account, personalData);
  return toClaims(identity, grant.claims.userinfo);
}
