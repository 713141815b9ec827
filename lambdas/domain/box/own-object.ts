import { attachmentObject } from '../letter/letter.ts';
import type { BoxItem, BoxItemContent } from './box-items.ts';

/** Where a document of the safe lies in the bucket `box`. */
export const documentObject = (accountId: string, id: string): string => `documents/${accountId}/${id}`;

/** Objects that go when their item goes: those of the safe, and of an accepted letter; not what another procedure still needs. */
export function objectsOf(item: BoxItem, { files }: BoxItemContent): readonly string[] {
  const own = new Set([
    ...files.map((_, position) =>
      item.letterId === undefined ? '' : attachmentObject(item.letterId, position),
    ),
  ]);
  return files.flatMap(({ object }) =>
    object !== undefined && (own.has(object) || object.startsWith(`documents/${item.boxId}/`))
      ? [object]
      : [],
  );
}

/** Storage that a document counts for; letters and notices count for nothing. */
export const countedBytes = ({ kind, boxId }: BoxItem, { files }: BoxItemContent): number =>
  kind === 'document'
    ? files
        .filter(({ object }) => object?.startsWith(`documents/${boxId}/`))
        .reduce((sum, { size }) => sum + size, 0)
    : 0;
