import type { Certificates } from '../../domain/certificate/certificates.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { OrganisationMembers, Organisations } from '../../domain/organisation/organisation.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { roleIn, toOrganisationView } from './organisation-view.ts';

export interface ShowDeps extends CitizenDeps {
  readonly organisations: Organisations;
  readonly members: Pick<OrganisationMembers, 'find'>;
  readonly certificates: Pick<Certificates, 'of'>;
}

/** GET /api/organisations/{organisation}: name and town of an admitted one to everybody; more to its own people (E3). */
export async function show(request: HttpRequest, deps: ShowDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const id = request.params.organisation ?? '';
  const [organisation, member] = await Promise.all([
    deps.organisations.find(id),
    deps.members.find(account.id, id),
  ]);
  const role = organisation && roleIn(organisation, member, account.id);
  if (organisation === undefined || (organisation.status !== 'active' && role === undefined)) {
    throw noSuchOrganisation();
  }
  return { body: await toOrganisationView(organisation, role, deps.certificates, request.now) };
}
