import type { UnlockRequest } from '../../contracts/registry.ts';
import type { PinSettings, SigningPasswordSettings } from '../../contracts/settings.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import type { TellHolderDeps } from '../../domain/certificate-holder/tell-holder.ts';
import { Refusal } from '../../domain/errors.ts';
import { isLocked, type Pins } from '../../domain/pin/pin-record.ts';
import {
  type CounterDeps,
  recordAct,
  requireClerk,
  requirePerson,
  tellAct,
} from '../../domain/registry/counter.ts';
import type { RelyingPartyMessages } from '../../domain/relying-party-message/relying-party-message.ts';
import { isShareLocked, type SigningShares } from '../../domain/signing-share/signing-share.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UnlockDeps extends CounterDeps, TellHolderDeps {
  readonly pinSettings: PinSettings;
  readonly passwordSettings: SigningPasswordSettings;
  readonly accounts: Accounts;
  readonly pins: Pins;
  readonly shares: SigningShares;
  readonly messages: RelyingPartyMessages;
}

/**
 * POST /api/registry/people/{account}/unlock (C2): gives the tries of a locked code, or of the locked passwords of signing keys, back.
 * The code or password itself stays what it is; nobody at the counter learns it. Recorded before it is done: an unlock without a name
 * cannot be.
 */
export async function unlock(request: HttpRequest<UnlockRequest>, deps: UnlockDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const operator = await requireClerk(request, deps);
  const account = await requirePerson(request.params.account ?? '', deps.accounts);
  const act = body.what === 'pin' ? 'pin-unlocked' : 'signing-password-unlocked';
  const event = body.what === 'pin' ? 'pin.unlocked' : 'signing-password.unlocked';
  const locked = body.what === 'pin' ? await lockedPin(account.id, deps) : await lockedKeys(account.id, deps);
  if (locked.length === 0) throw notLocked();
  await recordAct({ event, subject: account.id, operator, at: now }, deps);
  if (body.what === 'pin') await tellServices(account.id, now, deps);
  const [store, { tries }] =
    body.what === 'pin' ? [deps.pins, deps.pinSettings] : [deps.shares, deps.passwordSettings];
  await Promise.all(locked.map((id) => store.unlock(id, tries)));
  await tellAct(account, act, now.toISOString(), deps);
  return { body: { unlocked: locked.length } };
}

/** Said before it is done, and once more where that failed: the identity can be used again. */
async function tellServices(accountId: string, now: Date, { messages }: UnlockDeps): Promise<void> {
  await messages.enqueue({
    kind: 'account-event',
    accountId,
    event: { type: 'account-enabled' },
    id: `pin-unlocked:${accountId}:${now.toISOString()}`,
    at: now.toISOString(),
  });
}

async function lockedPin(accountId: string, { pins }: UnlockDeps): Promise<readonly string[]> {
  return isLocked(await pins.find(accountId)) ? [accountId] : [];
}

async function lockedKeys(accountId: string, { shares }: UnlockDeps): Promise<readonly string[]> {
  return (await shares.of(accountId)).filter(isShareLocked).map(({ id }) => id);
}

const notLocked = (): Refusal => new Refusal('conflict', 'not-locked', 'Nothing of this kind is locked.');
