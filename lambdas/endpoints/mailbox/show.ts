import type { MailboxSettings } from '../../contracts/settings.ts';
import { toBoxView } from '../../domain/box/box-view.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowBoxDeps extends CitizenDeps {
  readonly boxes: Pick<Boxes, 'find'>;
  readonly settings: MailboxSettings;
}

/** GET /api/mailbox (E2). */
export async function showBox(request: HttpRequest, deps: ShowBoxDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  return { body: toBoxView(await deps.boxes.find(account.id), account, deps.settings.boxBytes) };
}
