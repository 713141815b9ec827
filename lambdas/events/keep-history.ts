import type { Grant } from '../domain/grant/grant.ts';
import { historyOfGrant } from '../domain/grant/grant-journal.ts';
import type { SignInHistory } from '../domain/sign-in-history/sign-in-history.ts';

/** Writes a new grant into its person's history (B11); however often it is delivered, it stands there once. */
export async function keepHistory(
  grant: Grant,
  { history }: { readonly history: Pick<SignInHistory, 'add'> },
): Promise<void> {
  const line = historyOfGrant(grant);
  if (line !== undefined) await history.add(line);
}
