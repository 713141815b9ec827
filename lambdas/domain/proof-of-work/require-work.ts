import { Refusal } from '../errors.ts';
import { isSolution } from './proof-of-work.ts';
import type { WorkChallenges } from './work-challenges.ts';

export interface DoneWork {
  readonly challenge: string;
  readonly solution: string;
}

/**
 * The work was done, for this challenge, and nobody has used it before (D4). A wrong solution does not use the challenge up: finding
 * a right one by trying here costs more than computing it.
 * @throws Refusal unprocessable `challenge-unsolved`; gone `challenge-expired`, `challenge-used`
 */
export async function requireWork(
  { challenge, solution }: DoneWork,
  bits: number,
  challenges: Pick<WorkChallenges, 'consume'>,
  now: Date,
): Promise<void> {
  if (!isSolution(challenge, solution, bits)) {
    throw new Refusal(
      'unprocessable',
      'challenge-unsolved',
      `The solution does not fit: SHA-256 of "<challenge>.<solution>" must begin with ${bits} zero bits.`,
      { next: ['try-again'] },
    );
  }
  await challenges.consume(challenge, now);
}
