import type { FolderName } from '../../lambdas/contracts/mailbox.ts';

export const BOX_PATH = '/app/box';

export const FOLDERS: readonly FolderName[] = ['inbox', 'notices', 'safe'];

export const folderPath = (folder: FolderName): string =>
  folder === 'inbox' ? BOX_PATH : `${BOX_PATH}/${folder}`;

export const folderAt = (path: string): FolderName =>
  FOLDERS.find((folder) => path === folderPath(folder)) ?? 'inbox';

export const ITEM_PATH = `${BOX_PATH}/item`;

/** In the query: an id holds a dot, by which a path would be taken for a file's. */
export const itemPath = (id: string): string => `${ITEM_PATH}?id=${encodeURIComponent(id)}`;

export const itemCall = (id: string): string => `/api/mailbox/items/${encodeURIComponent(id)}`;
