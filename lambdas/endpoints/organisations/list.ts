import type { Certificates } from '../../domain/certificate/certificates.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type {
  OrganisationMember,
  OrganisationMembers,
  Organisations,
} from '../../domain/organisation/organisation.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { roleIn, toOrganisationView } from './organisation-view.ts';

export interface ListDeps extends CitizenDeps {
  readonly organisations: Organisations;
  readonly members: Pick<OrganisationMembers, 'of'>;
  readonly certificates: Pick<Certificates, 'of'>;
}

/** GET /api/organisations: those the person represents or acts for (E3). */
export async function list(request: HttpRequest, deps: ListDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const members = await deps.members.of(account.id);
  const views = await Promise.all(members.map((member) => viewOf(member, deps, request.now)));
  return { body: { organisations: views.flat() } };
}

async function viewOf(member: OrganisationMember, deps: ListDeps, now: Date) {
  const organisation = await deps.organisations.find(member.organisationId);
  const role = organisation && roleIn(organisation, member, member.accountId);
  if (organisation === undefined || role === undefined) return [];
  return [await toOrganisationView(organisation, role, deps.certificates, now)];
}
