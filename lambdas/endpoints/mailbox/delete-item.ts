import type { OwnBoxItems } from '../../domain/box/box-items.ts';
import type { BoxObjectRemovals } from '../../domain/box/box-objects.ts';
import { openItem } from '../../domain/box/box-view.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { countedBytes, objectsOf } from '../../domain/box/own-object.ts';
import { noSuchItem, requireItem, requireNotWaiting } from '../../domain/box/require-item.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DeleteItemDeps extends CitizenDeps {
  readonly items: OwnBoxItems;
  readonly boxes: Pick<Boxes, 'release'>;
  readonly objects: BoxObjectRemovals;
  readonly personalData: PersonalData;
}

/** DELETE /api/mailbox/items/{item} (E2): for good. Contents go first: after a crash the item is still there to be deleted again. */
export async function deleteItem(request: HttpRequest, deps: DeleteItemDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const item = await requireItem(request.params.item ?? '', account, deps);
  requireNotWaiting(item);
  const content = await openItem(item, account, deps.personalData);
  for (const object of objectsOf(item, content)) await deps.objects.delete(object);
  if (!(await deps.items.delete(item.boxId, item.itemId))) throw noSuchItem();
  const bytes = countedBytes(item, content);
  if (bytes > 0) await deps.boxes.release(account.id, bytes);
  return {};
}
