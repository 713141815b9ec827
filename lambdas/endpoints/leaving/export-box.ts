import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type ExportBoxDeps, exportBox } from '../../domain/leaving/export-box.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ExportOwnBoxDeps extends CitizenDeps, ExportBoxDeps {
  readonly quotas: SendQuotas;
  readonly audit: AuditTrail;
}

/** Pages of a hundred: more than any box has, ten times. */
const PAGES_PER_HOUR = { limit: 1000, windowSeconds: 3600 };
const MINUTE_MS = 60_000;

/** GET /api/account/export/box (B11): the post-office box, page by page, for the export; recorded, since it can be asked for by itself. */
export async function exportOwnBox(request: HttpRequest, deps: ExportOwnBoxDeps): Promise<HttpResponse> {
  const { now, query } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const { account } = citizen;
  await deps.quotas.take([{ scope: `export-box:${account.id}`, ...PAGES_PER_HOUR }], now);
  await record(account.id, now, deps);
  return { body: await exportBox(account, query.get('after') ?? undefined, deps) };
}

/** Once a minute, whatever page is read: where it is begun is the reader's choice. */
function record(accountId: string, now: Date, { audit }: Pick<ExportOwnBoxDeps, 'audit'>): Promise<void> {
  return audit.record({
    event: 'account.exported',
    subject: accountId,
    actor: 'citizen',
    at: new Date(now.getTime() - (now.getTime() % MINUTE_MS)),
    details: { part: 'box' },
    once: `box-exported#${accountId}`,
  });
}
