import type { RegisterOrganisationRequest } from '../../contracts/organisations.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type {
  Organisation,
  OrganisationMembers,
  Organisations,
} from '../../domain/organisation/organisation.ts';
import type {
  OrganisationMemberships,
  OrganisationRegistrations,
} from '../../domain/organisation/organisation-registrations.ts';
import { requireCorporateNumber } from '../../domain/organisation/require-corporate-number.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RegisterDeps extends CitizenDeps {
  readonly organisations: Pick<Organisations, 'find'> & OrganisationRegistrations;
  readonly members: Pick<OrganisationMemberships, 'represent'> & Pick<OrganisationMembers, 'of'>;
  readonly audit: AuditTrail;
}

/**
 * POST /api/organisations: a person announces an organisation and becomes its prospective representative; an operator decides with the
 * papers in hand (E3, D9). Asked again by the same person while it waits, it answers the same.
 */
export async function register(
  request: HttpRequest<RegisterOrganisationRequest>,
  deps: RegisterDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const { number, name, kind, town, ...registration } = request.body;
  requireCorporateNumber(number, registration.taxNumber);
  await requireFewPending(number, account.id, deps);
  const organisation: Organisation = {
    id: number,
    name,
    kind,
    town,
    status: 'pending',
    representativeId: account.id,
    registration,
    registeredAt: request.now.toISOString(),
    version: 1,
  };
  if (!(await deps.organisations.register(organisation))) await requireOwnPending(organisation, deps);
  await deps.members.represent(account.id, number);
  await deps.audit.record({
    event: 'organisation.registered',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { organisation: number },
  });
  return { status: 201, body: { id: number, status: 'pending' } };
}

/** Numbers that wait are shut to everybody else, so nobody may hold many of them. */
const MOST_PENDING = 5;

async function requireFewPending(
  number: string,
  accountId: string,
  { members, organisations }: RegisterDeps,
): Promise<void> {
  const others = (await members.of(accountId)).filter(({ organisationId }) => organisationId !== number);
  const found = await Promise.all(others.map(({ organisationId }) => organisations.find(organisationId)));
  const waiting = found.filter((each) => each?.status === 'pending' && each.representativeId === accountId);
  if (waiting.length < MOST_PENDING) return;
  throw new Refusal(
    'too-many',
    'too-many-registrations',
    'Too many of your registrations wait for a decision. Bring their papers to the counter first.',
    { next: ['counter'] },
  );
}

async function requireOwnPending(
  { id, representativeId }: Organisation,
  { organisations }: RegisterDeps,
): Promise<void> {
  const known = await organisations.find(id);
  if (known?.status === 'pending' && known.representativeId === representativeId) return;
  throw new Refusal(
    'conflict',
    'organisation-known',
    'This organisation is registered already, or its registration waits for a decision. If it is yours, go to the counter.',
    { next: ['counter'] },
  );
}
