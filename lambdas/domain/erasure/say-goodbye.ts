import type { Account } from '../account/account.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { type TellHolderDeps, tellHolder } from '../certificate-holder/tell-holder.ts';

export interface SayGoodbyeDeps extends TellHolderDeps {
  readonly audit: AuditTrail;
}

/** Recorded, and told for the last time, while the address can still be read. */
export async function sayGoodbye(account: Account, now: Date, deps: SayGoodbyeDeps): Promise<void> {
  const at = new Date(account.closedAt ?? now);
  const id = `account-closed:${account.id}`;
  await deps.audit.record({ event: 'account.closed', subject: account.id, actor: 'citizen', at, once: id });
  await tellHolder(account, { id, template: 'account-closed', page: '/' }, deps);
}
