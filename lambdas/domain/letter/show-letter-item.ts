import type { BoxItemView } from '../../contracts/mailbox.ts';
import type { Account } from '../account/account.ts';
import type { OwnBoxItems } from '../box/box-items.ts';
import type { BoxObjects } from '../box/box-objects.ts';
import { openItem, toItemView } from '../box/box-view.ts';
import { requireItem } from '../box/require-item.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Letter } from './letter.ts';
import { letterItemId } from './letter-item.ts';

/** The letter's item as it is now, after a decision. */
export async function showLetterItem(
  letter: Letter,
  account: Account,
  deps: {
    readonly items: Pick<OwnBoxItems, 'find'>;
    readonly objects: Pick<BoxObjects, 'download'>;
    readonly personalData: PersonalData;
    readonly settings: { readonly transferSeconds: number };
  },
): Promise<BoxItemView> {
  const item = await requireItem(letterItemId(letter), account, deps);
  const content = await openItem(item, account, deps.personalData);
  return toItemView(item, content, deps.settings.transferSeconds, deps.objects);
}
