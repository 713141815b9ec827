/** Challenges that were given out and not yet used. */
export interface WorkChallenges {
  /** A new challenge of 256 random bits; only its hash is kept. */
  give(lifetimeSeconds: number, now: Date): Promise<{ readonly challenge: string; readonly expiresAt: Date }>;
  /**
   * Uses a challenge up, by one conditional delete: of many who bring the same at once one succeeds.
   * @throws Refusal gone `challenge-expired`, or `challenge-used` (also when it was never given)
   */
  consume(challenge: string, now: Date): Promise<void>;
}
