import type { RelyingPartyDecisionRequest } from '../../contracts/relying-parties.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import type { CheckDeps } from '../../domain/client-check/client-rule.ts';
import { sectorOf } from '../../domain/client-check/sector.ts';
import {
  approveRegistration,
  type Next,
  refuseRegistration,
  wantedClient,
} from '../../domain/client-registration/change-registration.ts';
import { movedOn, noSuchClient } from '../../domain/client-registration/refusals.ts';
import type { ClientRegistrations, Registration } from '../../domain/client-registration/registration.ts';
import { requireChecks } from '../../domain/client-registration/require-checks.ts';
import { runChecksOn } from '../../domain/client-registration/run-checks.ts';
import { languageOf } from '../../domain/client-registration/view.ts';
import type { Operator } from '../../domain/operator/operator.ts';
import { type CounterDeps, recordAct, requireClerk } from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toRegistryRelyingParty } from './list-relying-parties.ts';

export interface DecideRelyingPartyDeps extends CounterDeps, TellHolderDeps, CheckDeps {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly registrations: ClientRegistrations;
}

type Request = HttpRequest<RelyingPartyDecisionRequest>;

/**
 * POST /api/registry/relying-parties/{client}/decision (B12): of the version that was looked at and of no other. To approve, every check
 * is run again and must pass; then what was asked for is live, in production.
 */
export async function decideRelyingParty(
  request: Request,
  deps: DecideRelyingPartyDeps,
): Promise<HttpResponse> {
  const operator = await requireClerk(request, deps);
  const read = await deps.registrations.find(request.params.client ?? '');
  if (read?.owner === undefined) throw noSuchClient();
  if (read.review !== 'pending' || read.version !== request.body.version) throw movedOn();
  const next =
    request.body.decision === 'approve'
      ? await approved(read, operator, request, deps)
      : refuseRegistration(read, request.body, { by: operator.id, at: request.now });
  if (!(await deps.registrations.replace(read, next))) throw movedOn();
  await tell(request, read, operator, deps);
  const language = languageOf(request.query, { language: 'en' });
  return { body: toRegistryRelyingParty({ ...next, version: read.version + 1 }, language) };
}

async function approved(
  read: Registration,
  operator: Operator,
  { now, query }: Request,
  deps: DecideRelyingPartyDeps,
): Promise<Next> {
  const checks = await runChecksOn(read, now, deps);
  requireChecks(checks, languageOf(query, { language: 'en' }));
  const listed = await sectorOf(wantedClient(read), deps.door);
  const sector = typeof listed === 'string' ? listed : read.sector_identifier;
  return { ...approveRegistration(read, sector, { by: operator.id, at: now }), last_checks: checks };
}

/** In the owner's own trail and by e-mail. */
async function tell(
  { body, now }: Request,
  { client_id, client_name, owner = '', version }: Registration,
  operator: Operator,
  deps: DecideRelyingPartyDeps,
): Promise<void> {
  const occurrence = `client.decided#${client_id}#${version}`;
  const outcome = body.decision === 'approve' ? 'approved' : 'refused';
  const details = { client: client_id, outcome, ...(body.decision === 'refuse' && { reason: body.reason }) };
  const act = { event: 'client.decided', subject: owner, operator, at: now, details, once: occurrence };
  await recordAct(act, deps);
  const account = await deps.accounts.find(owner);
  if (account === undefined) return;
  const page = `/app/connect/${client_id}`;
  const template = `relying-party-${outcome}`;
  await tellHolder(account, { id: occurrence, template, page, data: { name: client_name } }, deps);
}
