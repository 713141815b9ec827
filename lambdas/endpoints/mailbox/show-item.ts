import type { MailboxSettings } from '../../contracts/settings.ts';
import type { BoxItem, OwnBoxItems } from '../../domain/box/box-items.ts';
import type { BoxObjects } from '../../domain/box/box-objects.ts';
import { openItem, toItemView } from '../../domain/box/box-view.ts';
import { requireItem } from '../../domain/box/require-item.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { LetterDesk } from '../../domain/letter/letter-desk.ts';
import { trackReading } from '../../domain/letter/track-reading.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowItemDeps extends CitizenDeps, LetterDesk {
  readonly accounts: CitizenDeps['accounts'];
  readonly items: OwnBoxItems & LetterDesk['items'];
  readonly objects: Pick<BoxObjects, 'download'>;
  readonly settings: MailboxSettings;
}

/** GET /api/mailbox/items/{item} (E2): marks it read. Of a letter there is something to read once it is accepted. */
export async function showItem(request: HttpRequest, deps: ShowItemDeps): Promise<HttpResponse> {
  const { now, params } = request;
  const { account } = await requireCitizen(request, deps);
  const item = await requireItem(params.item ?? '', account, deps);
  const read = await markRead(item, now, deps);
  await trackReading(item, now, deps);
  const content = await openItem(item, account, deps.personalData);
  return { body: await toItemView(read, content, deps.settings.transferSeconds, deps.objects) };
}

async function markRead(item: BoxItem, now: Date, { items }: ShowItemDeps): Promise<BoxItem> {
  if (item.readAt !== undefined) return item;
  await items.markRead(item.boxId, item.itemId, now);
  return { ...item, readAt: now.toISOString() };
}
