import type { Account } from '../account/account.ts';
import type { ErasedBoxItems } from '../box/box-items.ts';
import type { BoxObjectRemovals } from '../box/box-objects.ts';
import { openItem } from '../box/box-view.ts';
import { objectsOf } from '../box/own-object.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export interface EmptyBoxDeps {
  readonly boxItems: ErasedBoxItems;
  readonly objects: BoxObjectRemovals;
  readonly personalData: Pick<PersonalData, 'open'>;
}

/**
 * Everything in the person's box, contents first: after a crash the item still tells what is left. What a letter that waits holds is its
 * sender's until it is accepted: it stays, and ends as unclaimed.
 */
export async function emptyBox(account: Account, _now: Date, deps: EmptyBoxDeps): Promise<void> {
  for await (const item of deps.boxItems.all(account.id)) {
    if (item.letterState !== 'waiting') {
      const content = await openItem(item, account, deps.personalData);
      for (const object of objectsOf(item, content)) await deps.objects.delete(object);
    }
    await deps.boxItems.delete(item.boxId, item.itemId);
  }
}
