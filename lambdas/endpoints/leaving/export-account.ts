import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type CollectExportDeps, collectExport } from '../../domain/leaving/collect-export.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ExportAccountDeps extends CitizenDeps, CollectExportDeps {
  readonly quotas: SendQuotas;
  readonly audit: AuditTrail;
}

const HOUR_SECONDS = 3600;
const PER_HOUR = 10;

/** GET /api/account/export (B11, GDPR art. 15 and 20): everything kept about the person who asks, recorded before it is given. */
export async function exportAccount(request: HttpRequest, deps: ExportAccountDeps): Promise<HttpResponse> {
  const { now } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const { account } = citizen;
  await deps.quotas.take(
    [{ scope: `export:${account.id}`, limit: PER_HOUR, windowSeconds: HOUR_SECONDS }],
    now,
  );
  await deps.audit.record({ event: 'account.exported', subject: account.id, actor: 'citizen', at: now });
  return { body: await collectExport(account, now, deps) };
}
