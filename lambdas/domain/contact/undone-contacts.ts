import type { Account, UndoneContacts } from '../account/account.ts';
import type { ContactChange } from './contact-changes.ts';

type Undone = Pick<Account, 'version' | 'undoneContacts'>;

/** The version of the account that a change made (`ContactChange.id`). */
const versionOf = ({ id }: Pick<ContactChange, 'id'>): number => Number(id.slice(id.lastIndexOf('.') + 1));

/**
 * Whether a change was put back with an earlier one. Its link went to an address that was a stranger's: it would bring that address back.
 */
export const isUndone = (
  { undoneContacts = [] }: Pick<Account, 'undoneContacts'>,
  change: Pick<ContactChange, 'id'>,
): boolean => undoneContacts.some(({ from, to }) => from <= versionOf(change) && versionOf(change) <= to);

/** With this change and all that came after it put back; without what no link is left of. */
export function undoneWith(
  { version, undoneContacts = [] }: Undone,
  change: Pick<ContactChange, 'id'>,
  now: Date,
  undoSeconds: number,
): readonly UndoneContacts[] {
  const undone = { from: versionOf(change), to: version + 1, at: now.toISOString() };
  const isNeeded = ({ from, at }: UndoneContacts): boolean =>
    from < undone.from && Date.parse(at) + undoSeconds * 1000 > now.getTime();
  return [...undoneContacts.filter(isNeeded), undone];
}
