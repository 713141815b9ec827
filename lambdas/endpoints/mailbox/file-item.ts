import type * as v from 'valibot';
import type { FileItemRequest } from '../../contracts/mailbox.ts';
import type { OwnBoxItems } from '../../domain/box/box-items.ts';
import { noSuchItem, requireItem, requireNotWaiting } from '../../domain/box/require-item.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface FileItemDeps extends CitizenDeps {
  readonly items: OwnBoxItems;
}

/** PUT /api/mailbox/items/{item}/folder (E2): into the safe, or back. */
export async function fileItem(
  request: HttpRequest<v.InferOutput<typeof FileItemRequest>>,
  deps: FileItemDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const item = await requireItem(request.params.item ?? '', account, deps);
  requireNotWaiting(item);
  if (!(await deps.items.file(item.boxId, item.itemId, request.body.folder))) throw noSuchItem();
  return {};
}
