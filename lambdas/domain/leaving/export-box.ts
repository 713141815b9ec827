import type { BoxExport } from '../../contracts/leaving.ts';
import type { Account } from '../account/account.ts';
import { FOLDERS, type Folder, type OwnBoxItems } from '../box/box-items.ts';
import { openItem } from '../box/box-view.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';

export interface ExportBoxDeps {
  readonly boxItems: Pick<OwnBoxItems, 'list'>;
  readonly personalData: Pick<PersonalData, 'open'>;
}

/** Opened for one page: each is unsealed by itself. */
const PAGE = 100;

/**
 * One page of the post-office box, folder after folder. Files are named with their digest; their contents are fetched from the box.
 *
 * @param after `next` of the page before: `<folder>` or `<folder>#<item>`
 */
export async function exportBox(
  account: Account,
  after: string | undefined,
  { boxItems, personalData }: ExportBoxDeps,
): Promise<BoxExport> {
  const [folder, from] = placeOf(after);
  const page = await boxItems.list(account.id, folder, PAGE, from);
  const items = page.items.map(async (item) => {
    const { title, text, from: sender, files } = await openItem(item, account, personalData);
    return {
      folder,
      kind: item.kind,
      arrivedAt: item.arrivedAt,
      readAt: item.readAt,
      letterState: item.letterState,
      from: sender,
      title,
      text,
      files: files.map(({ name, type, size, digest }) => ({ name, type, size, sha256: digest })),
    };
  });
  const next = page.next === undefined ? folderAfter(folder) : `${folder}#${page.next}`;
  return { items: await Promise.all(items), ...(next !== undefined && { next }) };
}

function placeOf(after: string | undefined): [folder: Folder, from: string | undefined] {
  const [name, ...rest] = (after ?? '').split('#');
  const folder = FOLDERS.find((known) => known === name) ?? FOLDERS[0];
  return [folder, rest.length === 0 ? undefined : rest.join('#')];
}

const folderAfter = (folder: Folder): Folder | undefined => FOLDERS[FOLDERS.indexOf(folder) + 1];
