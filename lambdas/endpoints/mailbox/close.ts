import { toBoxView } from '../../domain/box/box-view.ts';
import { requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { OpenBoxDeps } from './open.ts';

/** DELETE /api/mailbox (E2): takes the consent back. No new letter is taken; what is there stays and can be read and decided. */
export async function closeBox(request: HttpRequest, deps: OpenBoxDeps): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  if (await deps.boxes.close(account.id, now)) {
    await deps.audit.record({ event: 'mailbox.closed', subject: account.id, actor: 'citizen', at: now });
  }
  return { body: toBoxView(await deps.boxes.find(account.id), account, deps.settings.boxBytes) };
}
