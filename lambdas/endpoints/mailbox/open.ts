import type * as v from 'valibot';
import type { OpenBoxRequest } from '../../contracts/mailbox.ts';
import type { MailboxSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { toBoxView } from '../../domain/box/box-view.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface OpenBoxDeps extends CitizenDeps {
  readonly boxes: Boxes;
  readonly audit: AuditTrail;
  readonly settings: MailboxSettings;
}

/** PUT /api/mailbox (E2): opening is the consent to be written to electronically; the trail keeps when it was given. */
export async function openBox(
  request: HttpRequest<v.InferOutput<typeof OpenBoxRequest>>,
  deps: OpenBoxDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  const box = await deps.boxes.open(account.id, now);
  const at = new Date(box.openedAt);
  const once = `${account.id} ${box.openedAt}`;
  await deps.audit.record({ event: 'mailbox.opened', subject: account.id, actor: 'citizen', at, once });
  return { body: toBoxView(box, account, deps.settings.boxBytes) };
}
