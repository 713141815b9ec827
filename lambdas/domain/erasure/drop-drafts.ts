import type { Account } from '../account/account.ts';
import type { Applications } from '../application/applications.ts';

export interface DropDraftsDeps {
  readonly applications: Pick<Applications, 'ofApplicant' | 'remove'>;
}

/** Applications that no authority has, or that were taken back. What was answered stays, unreadable, as its authority's register. */
export async function dropDrafts(
  { id }: Account,
  _now: Date,
  { applications }: DropDraftsDeps,
): Promise<void> {
  for (const application of await applications.ofApplicant(id)) {
    if (application.status === 'draft' || application.status === 'withdrawn')
      await applications.remove(application);
  }
}
