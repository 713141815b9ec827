import type { RelyingPartyState } from '../../contracts/relying-parties.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { MutualTlsPlace } from '../../domain/client/mutual-tls-faults.ts';
import { wantedClient } from '../../domain/client-registration/change-registration.ts';
import { requireFaultless } from '../../domain/client-registration/fault.ts';
import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { movedOn } from '../../domain/client-registration/refusals.ts';
import { type Registration, stateOf } from '../../domain/client-registration/registration.ts';
import { requireChecks } from '../../domain/client-registration/require-checks.ts';
import { type RunChecksDeps, runChecksOn, takeRun } from '../../domain/client-registration/run-checks.ts';
import { languageOf, toRelyingPartyView } from '../../domain/client-registration/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AskProductionDeps extends OwnClientDeps, RunChecksDeps {
  readonly issuer: string;
  readonly registrations: OwnClientDeps['registrations'];
  readonly quotas: Pick<SendQuotas, 'take'>;
  readonly settings: MutualTlsPlace;
  readonly audit: AuditTrail;
}

const ASKABLE: readonly RelyingPartyState[] = ['sandbox', 'refused', 'changed', 'change-refused'];

/** POST /api/relying-parties/{client}/production (B12): into an operator's queue, once every check passes. */
export async function askProduction(request: HttpRequest, deps: AskProductionDeps): Promise<HttpResponse> {
  const { account, registration } = await requireOwnClient(request, deps);
  const language = languageOf(request.query, account);
  if (!ASKABLE.includes(stateOf(registration))) throw nothingToApprove();
  requireFaultless({ ...wantedClient(registration), environment: 'production' }, deps.settings);
  await takeRun(account.id, request.now, deps.quotas);
  const checks = await runChecksOn(registration, request.now, deps);
  requireChecks(checks, language);
  const asked: Registration = {
    ...registration,
    last_checks: checks,
    review: 'pending',
    review_asked_at: request.now.toISOString(),
  };
  if (!(await deps.registrations.replace(registration, asked))) throw movedOn();
  await deps.audit.record({
    event: 'client.review-asked',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { client: registration.client_id },
  });
  const next = { ...asked, version: registration.version + 1 };
  return { body: toRelyingPartyView(next, { issuer: deps.issuer, language }) };
}

const nothingToApprove = (): Refusal =>
  new Refusal(
    'conflict',
    'nothing-to-approve',
    'There is nothing to approve: this service waits for a decision already, is live as you want it, or is blocked.',
  );
