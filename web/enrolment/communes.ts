import { ConnectionFailure } from '../api/call.ts';
import { placeKeys, placeName, placeNames } from './place-keys.ts';

export interface Commune {
  /** Code officiel géographique, five characters. */
  readonly code: string;
  readonly name: string;
}

const lists = new Map<string, Promise<readonly Commune[]>>();

const parse = (text: string): readonly Commune[] =>
  text.split('\n').flatMap((line) => {
    const [code, name] = line.split('|');
    return code && name ? [{ code, name }] : [];
  });

async function fetched(key: string): Promise<readonly Commune[]> {
  const answer = await fetch(`/communes/${key}.txt`).catch((cause: unknown) => {
    throw new ConnectionFailure('The list of towns did not come.', { cause });
  });
  const isList = answer.ok && answer.headers.get('content-type')?.startsWith('text/plain');
  return isList ? parse(await answer.text()) : [];
}

function list(key: string): Promise<readonly Commune[]> {
  const kept = lists.get(key) ?? fetched(key);
  lists.set(key, kept);
  kept.catch(() => lists.delete(key));
  return kept;
}

const LONGEST_LIST = 8;

/** Communes whose name begins with what was typed, exact ones first; at least two letters are needed. */
export async function findCommunes(typed: string): Promise<readonly Commune[]> {
  const wanted = placeName(typed);
  const key = placeKeys(typed)[0];
  if (wanted.length < 2 || !key || key.includes('_')) return [];
  const begins = ({ name }: Commune): boolean => placeNames(name).some((each) => each.startsWith(wanted));
  const exact = ({ name }: Commune): number => (placeNames(name).includes(wanted) ? 0 : 1);
  return (await list(key))
    .filter(begins)
    .sort((a, b) => exact(a) - exact(b) || a.name.localeCompare(b.name, 'fr'))
    .slice(0, LONGEST_LIST);
}

/** `69` of `69123`, `974` of `97411`. */
export const departmentOf = (code: string): string =>
  code.slice(0, code.startsWith('97') || code.startsWith('98') ? 3 : 2);

const KEPT = 'guichet-commune-';
/** Remembers the name of a chosen code for this tab, so that the review page can say it. */
export const rememberCommune = ({ code, name }: Commune): void => sessionStorage.setItem(KEPT + code, name);
export const communeName = (code: string): string | undefined =>
  sessionStorage.getItem(KEPT + code) ?? undefined;
