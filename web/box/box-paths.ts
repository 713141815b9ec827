import type { FolderName } from '../../lambdas/contracts/mailbox.ts';

export const BOX_PATH = '/app/box';

export const FOLDERS: readonly FolderName[] = ['inbox', 'notices', 'safe'];

export const folderPath = (folder: FolderName): string =>
  folder === 'inbox' ? BOX_PATH : `${BOX_PATH}/${folder}`;

export const folderAt = (path: string): FolderName =>
  FOLDERS.find((folder) => path === folderPath(folder)) ?? 'inbox';

/** An id holds colons and a hash sign. */
export const itemPath = (id: string): string => `${BOX_PATH}/item/${encodeURIComponent(id)}`;

export function itemAt(path: string): string | undefined {
  const id = /^\/app\/box\/item\/([^/]+)$/.exec(path)?.[1];
  try {
    return id && decodeURIComponent(id);
  } catch {
    return id;
  }
}

export const itemCall = (id: string): string => `/api/mailbox/items/${encodeURIComponent(id)}`;
