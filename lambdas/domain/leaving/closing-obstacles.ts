import type { ClosingObstacle } from '../../contracts/leaving.ts';
import type { Account } from '../account/account.ts';
import type { Applications } from '../application/applications.ts';
import type { ClientRegistrations } from '../client-registration/registration.ts';
import type { OrganisationMembers, Organisations } from '../organisation/organisation.ts';

export interface ClosingObstacleDeps {
  readonly members: Pick<OrganisationMembers, 'of'>;
  readonly organisations: Organisations;
  readonly registrations: Pick<ClientRegistrations, 'of'>;
  readonly applications: Pick<Applications, 'ofApplicant'>;
}

/**
 * What others rely on a person for: the organisation they represent, the service in production they answer for, the authority that
 * works on their application. Somebody else takes it over, or it ends, before its person leaves.
 */
export async function closingObstacles(
  account: Account,
  deps: ClosingObstacleDeps,
): Promise<readonly ClosingObstacle[]> {
  const found = await Promise.all([
    organisationsOf(account, deps),
    servicesOf(account, deps),
    applicationsOf(account, deps),
  ]);
  return found.flat();
}

async function organisationsOf(
  { id }: Account,
  { members, organisations }: ClosingObstacleDeps,
): Promise<readonly ClosingObstacle[]> {
  const own = (await members.of(id)).filter(({ role }) => role === 'representative');
  const found = await Promise.all(own.map(({ organisationId }) => organisations.find(organisationId)));
  return found.flatMap((one) =>
    one !== undefined && one.representativeId === id && one.status !== 'refused'
      ? [{ kind: 'organisation', id: one.id, name: one.name } as const]
      : [],
  );
}

async function servicesOf(
  { id }: Account,
  { registrations }: ClosingObstacleDeps,
): Promise<readonly ClosingObstacle[]> {
  const own = await registrations.of(id);
  return own
    .filter(({ environment }) => environment !== 'sandbox')
    .map(({ client_id, client_name }) => ({ kind: 'service', id: client_id, name: client_name }));
}

async function applicationsOf(
  { id }: Account,
  { applications }: ClosingObstacleDeps,
): Promise<readonly ClosingObstacle[]> {
  const own = await applications.ofApplicant(id);
  return own
    .filter(({ status }) => status === 'submitted')
    .map((application) => ({ kind: 'application', id: application.id, name: application.authorityName }));
}
