import type { AccountSuspension } from '../../domain/account/account.ts';
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

export interface LiftPersonSuspensionDeps extends CounterDeps, TellHolderDeps {
  readonly accounts: Accounts;
  readonly changes: Pick<AccountChanges, 'liftSuspension'>;
  readonly messages: RelyingPartyMessages;
}

/**
 * DELETE /api/registry/people/{account}/suspension (B11): the identity is what it was before; what was open then stays ended. After misuse
 * without its phone, whose code somebody else knows: one is bound anew by address and number. Recorded and said before it is done: nothing
 * is given back without a name.
 */
export async function liftPersonSuspension(
  request: HttpRequest,
  deps: LiftPersonSuspensionDeps,
): Promise<HttpResponse> {
  const { now, params } = request;
  const operator = await requireClerk(request, deps);
  const account = await requirePerson(params.account ?? '', deps.accounts);
  const { suspension } = account;
  if (suspension === undefined) throw notSuspended();
  const event = 'identity.suspension-lifted';
  await recordAct({ event, subject: account.id, operator, at: now }, deps);
  await tellServices(account.id, suspension, now, deps);
  const keepsPhone = suspension.reason !== 'misuse';
  const lifted = await deps.changes.liftSuspension(account, { keepsPhone, now });
  if (lifted === undefined) throw notSuspended();
  await tellAct(lifted, 'identity-suspension-lifted', suspension.at, deps);
  return { body: toEntry(lifted) };
}

/** Where the phone does not come back with the identity, its key is worth nothing any more. */
const happenedAt = ({ reason }: AccountSuspension): readonly AccountEvent[] => [
  { type: 'account-enabled' },
  ...(reason === 'misuse' ? ([{ type: 'credential-revoked', credential: 'app' }] as const) : []),
];

async function tellServices(
  accountId: string,
  suspension: AccountSuspension,
  now: Date,
  { messages }: LiftPersonSuspensionDeps,
): Promise<void> {
  const at = now.toISOString();
  const occurrence = `identity-suspension-lifted:${accountId}:${suspension.at}:${at}`;
  await Promise.all(
    happenedAt(suspension).map((event) =>
      messages.enqueue({ kind: 'account-event', accountId, event, id: `${occurrence}:${event.type}`, at }),
    ),
  );
}

const notSuspended = (): Refusal =>
  new Refusal('conflict', 'identity-not-suspended', 'This identity is not suspended, or no longer.');
