import type { OrganisationDecisionRequest } from '../../contracts/registry.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { Organisation, Organisations } from '../../domain/organisation/organisation.ts';
import type { OrganisationAdmissions } from '../../domain/organisation/organisation-registrations.ts';
import { type CounterDeps, recordAct, requireClerk } from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toRegistryOrganisation } from './list-organisations.ts';

export interface DecideOrganisationDeps extends CounterDeps, TellHolderDeps {
  readonly accounts: Accounts;
  readonly organisations: Organisations & Pick<OrganisationAdmissions, 'decide'>;
}

type Request = HttpRequest<OrganisationDecisionRequest>;

/**
 * POST /api/registry/organisations/{organisation}/decision (E3, D9): admitted with all papers compared, or refused with a reason. Once:
 * the same decision again tells what is missing after a failure, another one is refused.
 */
export async function decideOrganisation(
  request: Request,
  deps: DecideOrganisationDeps,
): Promise<HttpResponse> {
  const { body, now, params } = request;
  const operator = await requireClerk(request, deps);
  const found = await deps.organisations.find(params.organisation ?? '');
  if (found === undefined) throw noSuchOrganisation();
  const status = body.decision === 'admit' ? 'active' : 'refused';
  if (found.status === 'pending')
    await deps.organisations.decide(found, { status, by: operator.id, at: now });
  const standing = (await deps.organisations.find(found.id)) ?? found;
  if (standing.status !== status || standing.decidedBy !== operator.id) throw decidedOtherwise();
  await record(request, standing, operator, deps);
  return { body: toRegistryOrganisation(standing) };
}

/** In the representative's own trail and by e-mail, once per decision. */
async function record(
  { body }: Request,
  { id, name, representativeId, status, decidedAt = '' }: Organisation,
  operator: Operator,
  deps: DecideOrganisationDeps,
): Promise<void> {
  const occurrence = `organisation.decided#${id}#${decidedAt}`;
  await recordAct(
    {
      event: 'organisation.decided',
      subject: representativeId,
      operator,
      at: new Date(decidedAt),
      details: { organisation: id, status, ...(body.decision === 'refuse' && { reason: body.reason }) },
      once: occurrence,
    },
    deps,
  );
  const account = await deps.accounts.find(representativeId);
  if (account === undefined) return;
  const template = status === 'active' ? 'organisation-admitted' : 'organisation-refused';
  await tellHolder(account, { id: occurrence, template, page: '/organisation', data: { name } }, deps);
}

const decidedOtherwise = (): Refusal =>
  new Refusal(
    'conflict',
    'organisation-decided',
    'This registration was decided already. Load the list again.',
  );
