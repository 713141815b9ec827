import { Refusal } from '../errors.ts';
import type { ShortSecretHash } from '../short-secret.ts';
import { type Pins, pinMessage } from './pin-record.ts';

/**
 * The right PIN, or a refusal (B4). The attempt is counted first and the PIN compared after, so that however many arrive at
 * once, no more than `tries` are compared; the last wrong one locks.
 */
export async function requirePin(
  accountId: string,
  pin: string,
  deps: { readonly pins: Pins; readonly pinHash: ShortSecretHash; readonly tries: number },
): Promise<void> {
  const attempt = await deps.pins.reserve(accountId);
  if (attempt === undefined) throw pinLocked();
  if (await deps.pinHash.verify(pinMessage(accountId, attempt.salt, pin), attempt.mac)) {
    await deps.pins.forgive(attempt, deps.tries);
    return;
  }
  throw attempt.triesLeft > 0 ? pinWrong(attempt.triesLeft) : pinLocked();
}

export const pinLocked = (): Refusal =>
  new Refusal(
    'forbidden',
    'pin-locked',
    'The code is locked after too many wrong tries. Recover it with the link we can send to your e-mail address.',
    { next: ['recover'], triesLeft: 0 },
  );

const pinWrong = (triesLeft: number): Refusal =>
  new Refusal('unprocessable', 'pin-wrong', `The code is not right. Tries left: ${triesLeft}.`, {
    next: ['try-again'],
    triesLeft,
  });
