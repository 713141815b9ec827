import type { Account } from '../account/account.ts';
import type { BoxItem, BoxItemContent, BoxItems } from '../box/box-items.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { digestOf, fromBase64 } from './digest.ts';

export interface BoxDeps {
  readonly boxItems: BoxItems;
  readonly personalData: Pick<PersonalData, 'seal'>;
}

/** Where and when: the same `at` and `key` again change nothing, so that what crashed in between can be repeated. */
export interface BoxPlace extends Pick<BoxItem, 'folder' | 'kind'> {
  /** ISO 8601. */
  readonly at: string;
  readonly key: string;
}

/** Puts something into a person's box, once. */
export async function fileInBox(
  owner: Account,
  { folder, kind, at, key }: BoxPlace,
  content: Omit<BoxItemContent, 'files'> & Partial<Pick<BoxItemContent, 'files'>>,
  { boxItems, personalData }: BoxDeps,
): Promise<void> {
  const sealed = await personalData.seal(owner.id, owner.wrappedKey, { files: [], ...content });
  await boxItems.keep({ boxId: owner.id, itemId: `${at}#${key}`, folder, kind, arrivedAt: at, sealed });
}

/** A signed document as a file of a box item. */
export function signedFile(name: string, signature: string): BoxItemContent['files'][number] {
  const bytes = fromBase64(signature);
  return {
    name: `${name}.p7m`,
    type: 'application/pkcs7-mime',
    size: bytes.length,
    digest: digestOf(bytes),
    bytes: signature,
  };
}
