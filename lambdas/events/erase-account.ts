import type { Account } from '../domain/account/account.ts';
import type { Accounts } from '../domain/account/accounts.ts';
import type { AccountErasure } from '../domain/erasure/account-erasures.ts';
import { type DropDraftsDeps, dropDrafts } from '../domain/erasure/drop-drafts.ts';
import { type EmptyBoxDeps, emptyBox } from '../domain/erasure/empty-box.ts';
import { type EndAttributesDeps, endAttributes } from '../domain/erasure/end-attributes.ts';
import { type EndCertificatesDeps, endCertificates } from '../domain/erasure/end-certificates.ts';
import { type EndOwnServicesDeps, endOwnServices } from '../domain/erasure/end-own-services.ts';
import { type EndServicesDeps, endServices } from '../domain/erasure/end-services.ts';
import type { ErasedAccounts } from '../domain/erasure/erased-accounts.ts';
import { type ForgetEnrolmentDeps, forgetEnrolment } from '../domain/erasure/forget-enrolment.ts';
import { type ForgetMovesDeps, forgetMoves } from '../domain/erasure/forget-moves.ts';
import { type FreeHandlesDeps, freeHandles } from '../domain/erasure/free-handles.ts';
import { type PurgeRecordsDeps, purgeRecords } from '../domain/erasure/purge-records.ts';
import { type SayGoodbyeDeps, sayGoodbye } from '../domain/erasure/say-goodbye.ts';

export interface EraseAccountDeps
  extends SayGoodbyeDeps,
    EndServicesDeps,
    EndCertificatesDeps,
    EndAttributesDeps,
    EndOwnServicesDeps,
    EmptyBoxDeps,
    ForgetMovesDeps,
    DropDraftsDeps,
    PurgeRecordsDeps,
    ForgetEnrolmentDeps,
    FreeHandlesDeps {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly erasedAccounts: ErasedAccounts;
}

type Step = (account: Account, now: Date, deps: EraseAccountDeps) => Promise<void>;

/**
 * In this order: who must be told is told while it is known who they are; what names other things goes after those; the key, which
 * opens what is sealed, goes last.
 */
const STEPS: readonly Step[] = [
  sayGoodbye,
  endServices,
  endCertificates,
  endAttributes,
  endOwnServices,
  emptyBox,
  forgetMoves,
  dropDrafts,
  purgeRecords,
  forgetEnrolment,
  freeHandles,
  forgetPerson,
];

/**
 * One message of the queue: erases a person who has left (B11, GDPR art. 17). Every step may be repeated, so that a crash anywhere is
 * followed by the same steps again. An account that was never closed is left alone; one that is gone is done.
 */
export async function eraseAccount(
  { accountId }: AccountErasure,
  now: Date,
  deps: EraseAccountDeps,
): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (account?.status !== 'closed' || account.persona !== undefined) return;
  for (const step of STEPS) await step(account, now, deps);
}

/** The trail keeps that somebody was here and left; nothing tells any more who it was. */
async function forgetPerson(account: Account, now: Date, deps: EraseAccountDeps): Promise<void> {
  const at = new Date(account.closedAt ?? now);
  const once = `account-erased:${account.id}`;
  await deps.audit.record({ event: 'account.erased', subject: account.id, actor: 'system', at, once });
  await deps.erasedAccounts.forget(account);
}
