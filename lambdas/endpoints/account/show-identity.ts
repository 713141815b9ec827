import type { IdentityView } from '../../contracts/account.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AccountIdentity } from '../../domain/account/account-identity.ts';
import { type FinishChangeDeps, finishChange } from '../../domain/account/finish-change.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowIdentityDeps extends CitizenDeps, FinishChangeDeps {}

/** GET /api/account/identity: what is known of the person who asks (B11); a change that was interrupted is finished first. */
export async function showIdentity(request: HttpRequest, deps: ShowIdentityDeps): Promise<HttpResponse> {
  const citizen = await requireCitizen(request, deps);
  const { account } = await finishChange(citizen.account, request.now, deps);
  return { body: toIdentityView(account, await openIdentity(account, deps.personalData)) };
}

function toIdentityView(account: Account, identity: AccountIdentity): IdentityView {
  const { preferred_username: usedName, address, documentExpiry } = identity;
  return {
    givenName: identity.given_name,
    familyName: identity.family_name,
    ...(usedName !== undefined && { usedName }),
    birthdate: identity.birthdate,
    gender: identity.gender,
    birthPlace: identity.birthplace,
    birthCountry: identity.birthcountry,
    email: identity.email,
    phone: identity.phone_number,
    ...(address !== undefined && { address: { ...address } }),
    ...(documentExpiry !== undefined && { documentExpiry }),
    level: account.level,
    language: account.language,
    verifiedAt: account.verifiedAt,
  };
}
