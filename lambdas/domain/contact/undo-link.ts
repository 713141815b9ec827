import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { Refusal } from '../errors.ts';
import type { Links } from '../link/links.ts';
import type { ContactChange, ContactChanges } from './contact-changes.ts';
import { isUndone } from './undone-contacts.ts';

/** The purpose of links that undo a change of contacts; their subject is the account id, `data.change` the change. */
export const UNDO_LINK = 'contact-undo';

export interface OpenUndo {
  readonly account: Account;
  readonly change: ContactChange;
}

/**
 * A capability: whoever reads what was sent to the former address may put it back; not once that change itself was put back with an
 * earlier one. Also of an identity that is suspended: a stranger's address and phone are gone before it is given back.
 * @throws Refusal gone `undo-expired`, `undo-used`
 */
export async function requireUndo(
  token: string,
  now: Date,
  deps: {
    readonly links: Pick<Links, 'find'>;
    readonly accounts: Pick<Accounts, 'find'>;
    readonly contactChanges: Pick<ContactChanges, 'find'>;
  },
): Promise<OpenUndo> {
  const link = await deps.links.find({ token, purpose: UNDO_LINK, now });
  if (link?.used) throw linkEnded('undo-used', 'This was put back already.');
  const [account, change] = await Promise.all([
    link && deps.accounts.find(link.subject),
    link && deps.contactChanges.find(link.data.change ?? '', now),
  ]);
  if (account === undefined || account.status === 'closed' || change?.accountId !== account.id) {
    throw linkEnded('undo-expired', 'This link undoes nothing any more: its time is over.');
  }
  if (isUndone(account, change)) throw linkEnded('undo-used', 'This was put back already.');
  return { account, change };
}

const linkEnded = (code: 'undo-used' | 'undo-expired', sentence: string): Refusal =>
  new Refusal('gone', code, sentence, { next: ['recover', 'counter', 'support'] });
