import type { Accounts } from '../domain/account/accounts.ts';
import type { Grant } from '../domain/grant/grant.ts';
import { historyOfGrant } from '../domain/grant/grant-journal.ts';
import type { SignInHistory } from '../domain/sign-in-history/sign-in-history.ts';

export interface KeepHistoryDeps {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly history: Pick<SignInHistory, 'add'>;
}

/**
 * Writes a new grant into its person's history (B11); however often it is delivered, it stands there once. Of somebody who left
 * meanwhile nothing is kept, however late it is delivered.
 */
export async function keepHistory(grant: Grant, { accounts, history }: KeepHistoryDeps): Promise<void> {
  const line = historyOfGrant(grant);
  if (line === undefined) return;
  const account = await accounts.find(line.accountId);
  if (account !== undefined && account.status !== 'closed') await history.add(line);
}
