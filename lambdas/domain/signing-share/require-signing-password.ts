import { Refusal } from '../errors.ts';
import type { ShortSecretHash } from '../short-secret.ts';
import { type SigningShare, type SigningShares, verifierMessage } from './signing-share.ts';

/**
 * The right signing password, shown by its verifier, or a refusal (C2). Counted first and compared after, so that however many arrive
 * at once, no more than `tries` are compared; the last wrong one locks, and only the counter unlocks.
 */
export async function requireSigningPassword(
  { id }: SigningShare,
  verifier: string,
  deps: {
    readonly shares: SigningShares;
    readonly passwordHash: ShortSecretHash;
    readonly settings: { readonly tries: number };
  },
): Promise<void> {
  const attempt = await deps.shares.reserve(id);
  if (attempt === undefined) throw new SigningPasswordLocked();
  if (await deps.passwordHash.verify(verifierMessage(id, attempt.salt, verifier), attempt.mac)) {
    await deps.shares.forgive(attempt, deps.settings.tries);
    return;
  }
  throw attempt.triesLeft > 0 ? passwordWrong(attempt.triesLeft) : new SigningPasswordLockedNow();
}

/** Locked: this and every later try is refused, the right password too. */
export class SigningPasswordLocked extends Refusal {
  constructor() {
    super(
      'forbidden',
      'signing-password-locked',
      'The signing password is locked after too many wrong tries. Have it unlocked at a counter, or apply for a new certificate with a new password.',
      { next: ['counter', 'apply-for-certificate'], triesLeft: 0 },
    );
  }
}

/** The wrong try that locked it: happens once, so that the person is told once. */
export class SigningPasswordLockedNow extends SigningPasswordLocked {}

const passwordWrong = (triesLeft: number): Refusal =>
  new Refusal(
    'unprocessable',
    'signing-password-wrong',
    `The signing password is not right. Tries left: ${triesLeft}.`,
    { next: ['try-again'], triesLeft },
  );
