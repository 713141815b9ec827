import { Refusal } from '../errors.ts';
import type { Randomness } from '../randomness.ts';

/** Digits a person must say aloud in one recording (A8). Instants are ISO 8601. */
export interface VideoChallenge {
  readonly attempt: string;
  readonly digits: string;
  readonly issuedAt: string;
  /** The recording must be over, and its uploads asked for, by then. */
  readonly expiresAt: string;
  /** Replay, upload and confirmation must be over by then. */
  readonly confirmBy: string;
}

export interface ChallengeRules {
  readonly digits: number;
  readonly challengeSeconds: number;
  readonly recordingSeconds: number;
  readonly confirmSeconds: number;
}

/** New random digits; the attempt's name is as unpredictable as the digits are short. */
export function newChallenge(rules: ChallengeRules, randomness: Randomness, now: Date): VideoChallenge {
  const after = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
  const open = rules.challengeSeconds + rules.recordingSeconds;
  return {
    attempt: randomness.id(),
    digits: randomness.digits(rules.digits),
    issuedAt: now.toISOString(),
    expiresAt: after(open),
    confirmBy: after(open + rules.confirmSeconds),
  };
}

/**
 * The challenge that `attempt` answers, while it may still be recorded.
 * @throws Refusal gone `challenge-replaced` (also when used) or `challenge-expired`
 */
export function requireRecordable(
  challenge: VideoChallenge | undefined,
  attempt: string,
  now: Date,
): VideoChallenge {
  return requireOpen(challenge, attempt, now, 'expiresAt');
}

/** The challenge that `attempt` answers, while its recording may still be confirmed; refuses like `requireRecordable`. */
export function requireConfirmable(
  challenge: VideoChallenge | undefined,
  attempt: string,
  now: Date,
): VideoChallenge {
  return requireOpen(challenge, attempt, now, 'confirmBy');
}

function requireOpen(
  challenge: VideoChallenge | undefined,
  attempt: string,
  now: Date,
  limit: 'expiresAt' | 'confirmBy',
): VideoChallenge {
  if (challenge?.attempt !== attempt) {
    throw new Refusal(
      'gone',
      'challenge-replaced',
      'These digits were used or replaced. Start the recording again with new ones.',
      { next: ['try-again'] },
    );
  }
  if (challenge[limit] <= now.toISOString()) {
    throw new Refusal(
      'gone',
      'challenge-expired',
      'The time for this recording is over. Start it again with new digits.',
      { next: ['try-again'] },
    );
  }
  return challenge;
}
