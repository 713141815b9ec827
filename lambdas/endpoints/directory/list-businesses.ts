import type { DirectoryView } from '../../contracts/moves.ts';
import { BUSINESS_CATEGORIES } from '../../contracts/moves.ts';
import type { Account } from '../../domain/account/account.ts';
import type {
  Business,
  BusinessConsent,
  BusinessConsents,
  Businesses,
} from '../../domain/business/business.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListBusinessesDeps extends CitizenDeps {
  readonly businesses: Businesses;
  readonly consents: BusinessConsents;
  readonly personalData: PersonalData;
}

/** GET /api/businesses: the directory by category and name, with the person's own numbers and consents (E7). */
export async function listBusinesses(request: HttpRequest, deps: ListBusinessesDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const [businesses, consents] = await Promise.all([deps.businesses.list(), deps.consents.of(account.id)]);
  const given = new Map(consents.map((consent) => [consent.businessId, consent]));
  const views = businesses
    .toSorted(byCategoryAndName)
    .map((one) => toView(one, given.get(one.id), account, deps));
  const body: DirectoryView = { businesses: await Promise.all(views) };
  return { body };
}

const byCategoryAndName = (one: Business, other: Business): number =>
  BUSINESS_CATEGORIES.indexOf(one.category) - BUSINESS_CATEGORIES.indexOf(other.category) ||
  one.name.localeCompare(other.name);

async function toView(
  { id, name, category, numberKind }: Business,
  consent: BusinessConsent | undefined,
  account: Account,
  { personalData }: ListBusinessesDeps,
): Promise<DirectoryView['businesses'][number]> {
  const view = { id, name, category, numberKind };
  if (consent === undefined) return view;
  const { contractNumber } = await personalData.open<{ contractNumber: string }>(
    account.id,
    account.wrappedKey,
    consent.sealed,
  );
  return { ...view, consent: { contractNumber, givenAt: consent.givenAt } };
}
