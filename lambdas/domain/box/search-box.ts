import type { Account } from '../account/account.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { BoxItem, BoxItemContent, Folder, OwnBoxItems } from './box-items.ts';
import { openItem } from './box-view.ts';

export interface Found {
  readonly item: BoxItem;
  readonly content: BoxItemContent;
}

export interface SearchPage {
  readonly found: readonly Found[];
  readonly searched: number;
  readonly next?: string;
}

/** Opened for one page of results at most: what an item says is sealed, so no index can know it. */
const SEARCHED = 200;

/** Goes through a folder, newest first, for items that hold every word; the next page goes on where this one ended. */
export async function searchBox(
  query: { readonly folder: Folder; readonly words: string; readonly from: string | undefined },
  account: Account,
  deps: { readonly items: Pick<OwnBoxItems, 'list'>; readonly personalData: PersonalData },
): Promise<SearchPage> {
  const wanted = plain(query.words).split(/\s+/).filter(Boolean);
  const page = await deps.items.list(account.id, query.folder, SEARCHED, query.from);
  const opened = await Promise.all(
    page.items.map(async (item) => ({ item, content: await openItem(item, account, deps.personalData) })),
  );
  const found = opened.filter(({ content }) => {
    const said = plain(
      [content.title, content.from ?? '', content.text, ...content.files.map(({ name }) => name)].join(' '),
    );
    return wanted.every((word) => said.includes(word));
  });
  return { found, searched: opened.length, ...(page.next !== undefined && { next: page.next }) };
}

/** Letters without accents and case; full-width forms as the plain ones. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}/gu, '')
    .toLowerCase();
