import { describe, expect, it } from 'vitest';
import {
  newChallenge,
  requireConfirmable,
  requireRecordable,
} from '../../../lambdas/domain/video-challenge/video-challenge.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';

const RULES = { digits: 3, challengeSeconds: 90, recordingSeconds: 20, confirmSeconds: 600 };
const NOW = new Date('2026-11-21T10:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

describe('video challenge', () => {
  it('A8: all digits occur, also leading zeros, and attempts differ', () => {
    const made = Array.from({ length: 500 }, () => newChallenge(RULES, randomness, NOW));
    expect(made.every(({ digits }) => /^\d{3}$/.test(digits))).toBe(true);
    expect(new Set(made.map(({ digits }) => digits[0])).size).toBe(10);
    expect(new Set(made.map(({ attempt }) => attempt)).size).toBe(500);
  });

  it('A8: is good until its limits and not a moment longer', () => {
    const challenge = newChallenge(RULES, randomness, NOW);
    expect(requireRecordable(challenge, challenge.attempt, later(109))).toBe(challenge);
    expect(() => requireRecordable(challenge, challenge.attempt, later(110))).toThrow('over');
    expect(requireConfirmable(challenge, challenge.attempt, later(709))).toBe(challenge);
    expect(() => requireConfirmable(challenge, challenge.attempt, later(710))).toThrow('over');
  });

  it('A8: another attempt, or none, is refused', () => {
    const challenge = newChallenge(RULES, randomness, NOW);
    expect(() => requireConfirmable(challenge, 'other', NOW)).toThrow('used or replaced');
    expect(() => requireConfirmable(undefined, challenge.attempt, NOW)).toThrow('used or replaced');
  });
});
