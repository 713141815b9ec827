import { Refusal } from '../errors.ts';
import type { ShortSecretHash } from '../short-secret.ts';
import { type PinAttempt, type Pins, pinMessage } from './pin-record.ts';

/**
 * The right PIN, or a refusal (B4). The attempt is counted first and the PIN compared after, so that however many arrive at
 * once, no more than `tries` are compared; the last wrong one locks.
 *
 * @returns the attempt that was right
 */
export async function requirePin(
  accountId: string,
  pin: string,
  deps: { readonly pins: Pins; readonly pinHash: ShortSecretHash; readonly tries: number },
): Promise<PinAttempt> {
  const attempt = await deps.pins.reserve(accountId);
  if (attempt === undefined) throw new PinLocked();
  if (await deps.pinHash.verify(pinMessage(accountId, attempt.salt, pin), attempt.mac)) {
    await deps.pins.forgive(attempt, deps.tries);
    return attempt;
  }
  throw attempt.triesLeft > 0 ? pinWrong(attempt.triesLeft) : new PinLockedNow();
}

/** The code is locked: this and every later try is refused, the right code too. */
export class PinLocked extends Refusal {
  constructor() {
    super(
      'forbidden',
      'pin-locked',
      'The code is locked after too many wrong tries. Recover it with the link we can send to your e-mail address.',
      { next: ['recover'], triesLeft: 0 },
    );
  }
}

/** The wrong try that locked it: happens once, so that the person is told once. */
export class PinLockedNow extends PinLocked {}

const pinWrong = (triesLeft: number): Refusal =>
  new Refusal('unprocessable', 'pin-wrong', `The code is not right. Tries left: ${triesLeft}.`, {
    next: ['try-again'],
    triesLeft,
  });
