import type { Account } from '../account/account.ts';
import { Refusal } from '../errors.ts';
import type { BoxItem, OwnBoxItems } from './box-items.ts';
import type { Box, Boxes } from './boxes.ts';

/** An item of the person's own box. @throws Refusal not-found `no-such-item` */
export async function requireItem(
  itemId: string,
  account: Account,
  { items }: { readonly items: Pick<OwnBoxItems, 'find'> },
): Promise<BoxItem> {
  const item = itemId === '' ? undefined : await items.find(account.id, itemId);
  if (item === undefined || item.uploading) throw noSuchItem();
  return item;
}

export const noSuchItem = (): Refusal =>
  new Refusal('not-found', 'no-such-item', 'This is not in your box (any more).');

/** A letter stays where it is until it is accepted or refused. @throws Refusal conflict `letter-waiting` */
export function requireNotWaiting({ letterState }: BoxItem): void {
  if (letterState !== 'waiting') return;
  throw new Refusal(
    'conflict',
    'letter-waiting',
    'Accept or refuse this letter first; then it can be filed or deleted.',
  );
}

/** @throws Refusal conflict `box-not-open` */
export async function requireOpenBox(
  account: Account,
  { boxes }: { readonly boxes: Pick<Boxes, 'find'> },
): Promise<Box> {
  const box = await boxes.find(account.id);
  if (box?.status === 'open') return box;
  throw new Refusal('conflict', 'box-not-open', 'Open your box first: it then takes letters and documents.');
}
