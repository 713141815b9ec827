import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { type RunChecksDeps, runChecksOn, takeRun } from '../../domain/client-registration/run-checks.ts';
import { languageOf, toChecksView } from '../../domain/client-registration/view.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RunOwnChecksDeps extends OwnClientDeps, RunChecksDeps {
  readonly registrations: OwnClientDeps['registrations'];
  readonly quotas: Pick<SendQuotas, 'take'>;
}

/** POST /api/relying-parties/{client}/checks (B12): what production takes, looked at now. */
export async function runChecks(request: HttpRequest, deps: RunOwnChecksDeps): Promise<HttpResponse> {
  const { account, registration } = await requireOwnClient(request, deps);
  await takeRun(account.id, request.now, deps.quotas);
  const checks = await runChecksOn(registration, request.now, deps);
  return { body: toChecksView(checks, languageOf(request.query, account)) };
}
