import type { AttributeRequestView } from '../../contracts/organisations.ts';
import {
  type AttributeRequest,
  type AttributeRequests,
  openRequest,
} from '../../domain/attribute/attribute-request.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { Organisations } from '../../domain/organisation/organisation.ts';
import { requireRepresentative } from '../../domain/organisation/representative.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toRequestView } from './request-view.ts';

export interface ListAttributeRequestsDeps extends CitizenDeps {
  readonly organisations: Organisations;
  readonly attributeRequests: Pick<AttributeRequests, 'ofOrganisation'>;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly settings: { readonly requestDays: number };
}

/** GET /api/organisations/{organisation}/attribute-requests: what delegates have signed, for its representative, newest first (E3). */
export async function listAttributeRequests(
  request: HttpRequest,
  deps: ListAttributeRequestsDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const organisation = await deps.organisations.find(request.params.organisation ?? '');
  if (organisation === undefined) throw noSuchOrganisation();
  requireRepresentative(organisation, account.id);
  const received = await deps.attributeRequests.ofOrganisation(organisation.id);
  const signed = received.filter(({ state }) => state !== 'draft');
  const views = await Promise.all(signed.map((each) => viewOf(each, deps, request.now)));
  return { body: { requests: views.flat() } };
}

/** A delegate whose account is gone took the request's content along. */
async function viewOf(
  received: AttributeRequest,
  { accounts, personalData, settings }: ListAttributeRequestsDeps,
  now: Date,
): Promise<readonly AttributeRequestView[]> {
  const delegate = await accounts.find(received.delegateId);
  if (delegate === undefined) return [];
  const content = await openRequest(received, delegate, personalData);
  return [toRequestView(received, content, 'representative', settings.requestDays, now)];
}
