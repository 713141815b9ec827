import type { Account } from '../account/account.ts';
import type { AccountHandles, Accounts } from '../account/accounts.ts';
import type { Boxes } from '../box/boxes.ts';
import { Refusal } from '../errors.ts';
import type { Identify } from '../identifier/identify.ts';
import type { Limit, QuotaChecks, SendQuotas } from '../send-quota/send-quotas.ts';
import type { LetterContent } from './letter.ts';

export interface FindRecipientDeps {
  readonly handles: AccountHandles;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly boxes: Pick<Boxes, 'find'>;
  readonly identify: Identify;
  readonly quotas: SendQuotas & QuotaChecks;
}

/** So many addresses without an open box may one sender try: the answer must not serve to find out who has one. */
const misses = (senderId: string): readonly Limit[] => [
  { scope: `letter:misses:${senderId}`, limit: 50, windowSeconds: 3600 },
];

/**
 * The person behind an address, if registered letters reach them electronically. All the sender learns is yes or no.
 * @throws Refusal unprocessable `no-open-box`, too-many `limit-reached`
 */
export async function findRecipient(
  recipient: LetterContent['recipient'],
  senderId: string,
  now: Date,
  deps: FindRecipientDeps,
): Promise<Account> {
  await deps.quotas.requireLeft(misses(senderId), now);
  const account = await accountBehind(recipient, deps);
  if (account !== undefined && (await receivesLetters(account, deps))) return account;
  await deps.quotas.take(misses(senderId), now);
  throw new Refusal(
    'unprocessable',
    'no-open-box',
    'Nobody receives registered letters electronically at this address. Send this letter another way.',
    { fields: [{ field: 'recipient', code: 'no-open-box' }] },
  );
}

/** An open box, of a person proved at the level that registered delivery asks of recipients (`substantial`). */
export async function receivesLetters(
  account: Account | undefined,
  { boxes }: { readonly boxes: Pick<Boxes, 'find'> },
): Promise<boolean> {
  if (account?.status !== 'active' || account.level === 'low') return false;
  return (await boxes.find(account.id))?.status === 'open';
}

async function accountBehind(
  { email, phone }: LetterContent['recipient'],
  { identify, handles, accounts }: FindRecipientDeps,
): Promise<Account | undefined> {
  const handle = email === undefined ? await identify('phone', phone ?? '') : await identify('email', email);
  const id = await handles.accountOf(handle);
  return id === undefined ? undefined : accounts.find(id);
}
