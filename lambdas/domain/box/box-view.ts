import type { BoxItemLine, BoxItemView, BoxView } from '../../contracts/mailbox.ts';
import type { Account } from '../account/account.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { BoxItem, BoxItemContent } from './box-items.ts';
import type { BoxObjects } from './box-objects.ts';
import type { Box } from './boxes.ts';

export const openItem = (
  item: BoxItem,
  account: Account,
  personalData: Pick<PersonalData, 'open'>,
): Promise<BoxItemContent> => personalData.open<BoxItemContent>(account.id, account.wrappedKey, item.sealed);

export function toBoxView(box: Box | undefined, account: Account, limitBytes: number): BoxView {
  const status = box?.status ?? 'none';
  return {
    status,
    ...(box && { openedAt: box.openedAt }),
    ...(box?.closedAt !== undefined && { closedAt: box.closedAt }),
    bytes: box?.bytes ?? 0,
    limitBytes,
    receivesLetters: status === 'open' && account.level !== 'low',
  };
}

/** What a line and a page of an item have in common. */
function headOf(item: BoxItem, { title, from }: BoxItemContent): Omit<BoxItemLine, 'files'> {
  return {
    id: item.itemId,
    folder: item.folder,
    kind: item.kind,
    title,
    ...(from !== undefined && { from }),
    arrivedAt: item.arrivedAt,
    ...(item.readAt !== undefined && { readAt: item.readAt }),
    ...(item.letterId !== undefined && {
      letter: {
        id: item.letterId,
        state: item.letterState ?? 'waiting',
        ...(item.claimUntil !== undefined && { claimUntil: item.claimUntil }),
      },
    }),
  };
}

export const toItemLine = (item: BoxItem, content: BoxItemContent): BoxItemLine => ({
  ...headOf(item, content),
  files: content.files.length,
});

/** With addresses for its files, good for some minutes. */
export async function toItemView(
  item: BoxItem,
  content: BoxItemContent,
  lifetimeSeconds: number,
  objects: Pick<BoxObjects, 'download'>,
): Promise<BoxItemView> {
  const files = content.files.map(async ({ name, type, size, digest, object, bytes }) => ({
    name,
    type,
    size,
    sha256: digest,
    ...(object !== undefined && { url: await objects.download({ object, name, type, lifetimeSeconds }) }),
    ...(bytes !== undefined && { bytes }),
  }));
  return {
    ...headOf(item, content),
    text: content.text,
    ...(content.link !== undefined && { link: content.link }),
    files: await Promise.all(files),
  };
}
