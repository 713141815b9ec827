import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { isSignedOut } from '../account/sign-out.ts';
import { isBeforeContacts } from '../contact/before-contacts.ts';
import { Refusal } from '../errors.ts';
import type { LinkRecord, Links } from '../link/links.ts';
import { ACTIVATION_LINK } from './activations.ts';

/** A living link and the account it opens. */
export interface OpenActivation {
  readonly account: Account;
  readonly purpose: 'activate' | 'recover';
  readonly link: LinkRecord;
}

/**
 * A capability: whoever holds the unused link may ask for the SMS code of that account, as long as address and number stay and nothing
 * that was open was ended.
 */
export async function requireActivation(
  token: string,
  now: Date,
  deps: { readonly links: Links; readonly accounts: Pick<Accounts, 'find'> },
): Promise<OpenActivation> {
  const link = await deps.links.find({ token, purpose: ACTIVATION_LINK, now });
  if (link === undefined || link.used) throw linkEnded(link?.used === true);
  const account = await deps.accounts.find(link.subject);
  if (account?.status !== 'pending' && account?.status !== 'active') {
    throw new Refusal('forbidden', 'account-not-usable', 'This identity is suspended or closed.', {
      next: ['support'],
    });
  }
  const { sentAt } = link.data;
  if (isBeforeContacts(account, sentAt) || isSignedOut(account, sentAt)) throw linkEnded(false);
  return { account, link, purpose: link.data.purpose === 'recover' ? 'recover' : 'activate' };
}

const linkEnded = (used: boolean): Refusal =>
  used
    ? new Refusal('gone', 'link-used', 'This link was used already. Ask for a new one.', {
        next: ['sign-in', 'recover'],
      })
    : new Refusal('gone', 'link-expired', 'This link is no longer valid. Ask for a new one.', {
        next: ['recover'],
      });
