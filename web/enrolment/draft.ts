import { useLayoutEffect, useState } from 'preact/hooks';

const read = <T extends object>(key: string, empty: T): T => {
  try {
    return { ...empty, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>) };
  } catch {
    return empty;
  }
};

/**
 * Entries that survive a reload or a lost connection: kept in this tab only (sessionStorage) until they are saved
 * on the server, then dropped.
 */
export function useDraft<T extends object>(name: string, empty: T) {
  const key = `guichet-draft-${name}`;
  const [entries, setEntries] = useState<T>(() => read(key, empty));
  // with the page's own change, and not a frame later: what was seen typed is kept
  useLayoutEffect(() => sessionStorage.setItem(key, JSON.stringify(entries)), [key, entries]);
  const change = (some: Partial<T>): void => setEntries((before) => ({ ...before, ...some }));
  const drop = (): void => sessionStorage.removeItem(key);
  return { entries, change, drop };
}
