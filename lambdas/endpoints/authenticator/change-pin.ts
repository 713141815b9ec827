import type { PinChangeRequest } from '../../contracts/authenticator.ts';
import type { Account } from '../../domain/account/account.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { requireActive } from '../../domain/account/require-active.ts';
import { tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import { type PinAttempt, pinMessage } from '../../domain/pin/pin-record.ts';
import { requireNewPin } from '../../domain/pin/require-new-pin.ts';
import { type OwnPinDeps, requireOwnPin } from '../../domain/pin/require-own-pin.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangePinDeps extends DeviceProofDeps, OwnPinDeps {
  readonly pinHash: ShortSecretHash;
  readonly randomness: Randomness;
}

/**
 * PUT /api/account/pin (B11): the phone's key, the code as it is, then another code typed twice. The code as it is comes first, with the
 * tries and the lock of B4: what is wrong with the new one may tell of the person's birth date.
 */
export async function changePin(
  request: HttpRequest<PinChangeRequest>,
  deps: ChangePinDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireBoundDevice(request, deps);
  requireActive(account);
  const attempt = await requireOwnPin(account, body.current, now, deps);
  await requireAcceptable(account, body, deps);
  const pin = await keptAs(account, body.pin, deps);
  await tell(account, pin.salt, now, deps);
  if (!(await deps.pins.replace(attempt, pin))) throw changedElsewhere();
  return { status: 204 };
}

async function requireAcceptable(
  account: Account,
  { current, pin, repeated }: PinChangeRequest,
  { personalData }: ChangePinDeps,
): Promise<void> {
  const { birthdate, phone_number: phoneNumber } = await openIdentity(account, personalData);
  requireNewPin(pin, repeated, { birthdate, phoneNumber });
  if (pin === current) throw sameAsBefore();
}

async function keptAs({ id }: Account, pin: string, { pinHash, randomness, settings }: ChangePinDeps) {
  const salt = randomness.id();
  return { mac: await pinHash.generate(pinMessage(id, salt, pin)), salt, tries: settings.tries };
}

/** Recorded and told before it is done: a code cannot be another one without its person knowing. */
async function tell(
  account: Account,
  salt: PinAttempt['salt'],
  now: Date,
  deps: ChangePinDeps,
): Promise<void> {
  const id = `pin-changed:${account.id}:${salt}`;
  await Promise.all([
    deps.audit.record({ event: 'pin.changed', subject: account.id, actor: 'citizen', at: now }),
    tellHolder(account, { id, template: 'pin-changed', page: '/recover' }, deps),
    deps.messages.enqueue({
      kind: 'account-event',
      accountId: account.id,
      event: { type: 'credential-changed', credential: 'pin' },
      id,
      at: now.toISOString(),
    }),
  ]);
}

const sameAsBefore = (): Refusal =>
  new Refusal('unprocessable', 'pin-unchanged', 'This is the code you have already. Choose another one.', {
    fields: [{ field: 'pin', code: 'pin-unchanged' }],
    next: ['try-again'],
  });

const changedElsewhere = (): Refusal =>
  new Refusal(
    'conflict',
    'pin-changed-elsewhere',
    'Your code was changed or locked at the same moment elsewhere. Log in with the code you chose last.',
    { next: ['log-in', 'recover'] },
  );
