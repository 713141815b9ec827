import type { AuditTrail } from '../audit/audit-trail.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { endsOnChange } from '../certificate-holder/ends-on-change.ts';
import { isOver } from '../certificate-holder/live-certificate.ts';
import { type TellHolderDeps, tellHolder } from '../certificate-holder/tell-holder.ts';
import type { Account, AccountChange } from './account.ts';
import type { AccountChanges } from './account-changes.ts';

export interface FinishChangeDeps extends TellHolderDeps {
  readonly changes: AccountChanges;
  readonly certificates: Certificates;
  readonly audit: AuditTrail;
}

/**
 * Does what an account's `change` says (C4): ends the certificates that would tell what is no longer true, then lets the new data be
 * true, then records and tells. So no good certificate ever says other than the account; a crash between any two lines is finished
 * by the next call, and what was done already is not done twice.
 * @returns the account as it is then, and serials of the certificates that ended now
 */
export async function finishChange(
  account: Account,
  now: Date,
  deps: FinishChangeDeps,
): Promise<{ readonly account: Account; readonly ended: readonly string[] }> {
  const { change } = account;
  if (change === undefined) return { account, ended: [] };
  const ended = await endOutdated(account, change, now, deps);
  await record(account, change, deps);
  const applied = await deps.changes.apply(account);
  return { account: applied ?? account, ended };
}

async function endOutdated(
  account: Account,
  change: AccountChange,
  now: Date,
  { certificates }: FinishChangeDeps,
): Promise<readonly string[]> {
  const outdated = (certificate: CertificateRecord): boolean =>
    endsOnChange(certificate.kind, change.attributes) && !isOver(certificate, now);
  const held = (await certificates.of(account.id)).filter(outdated);
  const ended = await Promise.all(
    held.map(async (certificate) =>
      (await certificates.end({ certificate, reason: 'affiliationChanged', at: now }))
        ? [certificate.id]
        : [],
    ),
  );
  return ended.flat();
}

/** Each once, also when repeated: the intent's instant names the occurrence. */
async function record(account: Account, change: AccountChange, deps: FinishChangeDeps): Promise<void> {
  const occurrence = `account.changed#${account.id}#${change.at}`;
  await Promise.all([
    deps.audit.record({
      event: 'account.changed',
      subject: account.id,
      actor: 'citizen',
      at: new Date(change.at),
      details: { attributes: change.attributes.join(' ') },
      once: occurrence,
    }),
    tellHolder(account, { id: occurrence, template: 'address-changed', page: '/app/identity' }, deps),
  ]);
}
