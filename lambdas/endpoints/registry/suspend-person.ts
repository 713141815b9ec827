import type { PersonSuspensionRequest, SuspensionReason } from '../../contracts/registry.ts';
import type { Account, AccountSuspension } from '../../domain/account/account.ts';
import type { AccountChanges } from '../../domain/account/account-changes.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import type { TellHolderDeps } from '../../domain/certificate-holder/tell-holder.ts';
import { Refusal } from '../../domain/errors.ts';
import {
  type CounterDeps,
  recordAct,
  requireClerk,
  requirePerson,
  tellAct,
} from '../../domain/registry/counter.ts';
import type {
  AccountEvent,
  RelyingPartyMessages,
} from '../../domain/relying-party-message/relying-party-message.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toEntry } from './search.ts';

export interface SuspendPersonDeps extends CounterDeps, TellHolderDeps {
  readonly accounts: Accounts;
  readonly changes: Pick<AccountChanges, 'suspend'>;
  readonly messages: RelyingPartyMessages;
}

type Request = HttpRequest<PersonSuspensionRequest>;

/**
 * POST /api/registry/people/{account}/suspension (B11): from the one write on nobody signs in with the identity, and every session and
 * token ends. What follows it is done once in effect; the same suspension asked again does what a failure left undone.
 */
export async function suspendPerson(request: Request, deps: SuspendPersonDeps): Promise<HttpResponse> {
  const { body, now, params } = request;
  const operator = await requireClerk(request, deps);
  const account = await requirePerson(params.account ?? '', deps.accounts);
  if (account.suspension === undefined) {
    await deps.changes.suspend(account, { reason: body.reason, by: operator.id, at: now.toISOString() });
  }
  const standing = (await deps.accounts.find(account.id)) ?? account;
  const { suspension } = standing;
  if (suspension === undefined) throw changedMeanwhile();
  if (suspension.reason !== body.reason || suspension.by !== operator.id) throw suspendedOtherwise();
  await tellServices(standing, suspension, deps);
  const details = { reason: suspension.reason };
  const occurrence = `identity.suspended#${account.id}#${suspension.at}`;
  const at = new Date(suspension.at);
  await recordAct(
    { event: 'identity.suspended', subject: account.id, operator, at, details, once: occurrence },
    deps,
  );
  await tellAct(standing, 'identity-suspended', suspension.at, deps);
  return { body: toEntry(standing) };
}

/** RISC Profile §2.3 knows two reasons; this is the one that services must act on. */
const HIJACKED: readonly SuspensionReason[] = ['misuse'];

async function tellServices(
  { id: accountId }: Account,
  { reason, at }: AccountSuspension,
  { messages }: SuspendPersonDeps,
): Promise<void> {
  const happened: readonly AccountEvent[] = [
    { type: 'account-disabled', ...(HIJACKED.includes(reason) && { reason: 'hijacking' }) },
    { type: 'sessions-revoked' },
  ];
  await Promise.all(
    happened.map((event) => {
      const id = `identity-suspended:${accountId}:${at}:${event.type}`;
      return messages.enqueue({ kind: 'account-event', accountId, event, id, at });
    }),
  );
}

const suspendedOtherwise = (): Refusal =>
  new Refusal(
    'conflict',
    'identity-suspended',
    'This identity is suspended already, by a colleague or for another reason.',
  );

const changedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'identity-changed-meanwhile',
    'This identity was changed at the same moment. Open it again, and repeat.',
  );
