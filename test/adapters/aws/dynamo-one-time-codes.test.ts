import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoOneTimeCodes } from '../../../lambdas/adapters/aws/dynamo-one-time-codes.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { Refusal } from '../../../lambdas/domain/errors.ts';
import type { OneTimeCodes } from '../../../lambdas/domain/one-time-code/one-time-codes.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

const RULES = { length: 4, lifetimeSeconds: 600, resendAfterSeconds: 30, tries: 3 };
const NOW = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

let aws: TestAws;
let codes: OneTimeCodes;
let subject = 0;
const owner = () => ({ purpose: 'enrolment-phone', subject: `e${++subject}` });

beforeAll(async () => {
  aws = await startAws(['one-time-codes']);
  codes = dynamoOneTimeCodes('one-time-codes', kmsShortSecretHash('one-time-codes'), randomness);
});
afterAll(() => aws.stop());

const outcome = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'right',
    (error: unknown) => (error instanceof Refusal ? error.code : `unexpected ${error}`),
  );
const wrong = (code: string): string => (code === '0000' ? '0001' : '0000');

describe('one-time codes', () => {
  it('A3: a right code is right once', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    expect(code).toMatch(/^\d{4}$/);
    await codes.check({ ...who, code, now: later(599) });
    expect(await outcome(codes.check({ ...who, code, now: later(599) }))).toBe('code-expired');
  });

  it('A3: the third wrong try spends the code, and the right one comes too late', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    for (const left of [2, 1, 0]) {
      await expect(codes.check({ ...who, code: wrong(code), now: NOW })).rejects.toMatchObject({
        code: 'code-wrong',
        details: { triesLeft: left },
      });
    }
    expect(await outcome(codes.check({ ...who, code, now: NOW }))).toBe('code-spent');
  });

  it('A3: fifty concurrent wrong tries are judged exactly three times', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    const before = aws.calls.get('KMS.VerifyMac') ?? 0;
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => outcome(codes.check({ ...who, code: wrong(code), now: NOW }))),
    );
    expect(outcomes.filter((o) => o === 'code-wrong')).toHaveLength(3);
    expect(outcomes.filter((o) => o === 'code-spent')).toHaveLength(47);
    expect((aws.calls.get('KMS.VerifyMac') ?? 0) - before).toBe(3);
  });

  it('A3: of several right answers at once exactly one wins', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    const outcomes = await Promise.all(
      Array.from({ length: 3 }, () => outcome(codes.check({ ...who, code, now: NOW }))),
    );
    expect(outcomes.filter((o) => o === 'right')).toHaveLength(1);
  });

  it('A3: an expired code is refused', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    expect(await outcome(codes.check({ ...who, code, now: later(600) }))).toBe('code-expired');
  });

  it('A3: another code is sent only after the pause, and ends the one before', async () => {
    const who = owner();
    const first = await codes.issue({ ...who, ...RULES, now: NOW });
    await expect(codes.issue({ ...who, ...RULES, now: later(29) })).rejects.toMatchObject({
      code: 'code-sent-recently',
      details: { retryAfterSeconds: 1 },
    });
    const second = await codes.issue({ ...who, ...RULES, now: later(30) });
    if (first.code !== second.code) {
      expect(await outcome(codes.check({ ...who, code: first.code, now: later(31) }))).toBe('code-wrong');
    }
    expect(await outcome(codes.check({ ...who, code: second.code, now: later(32) }))).toBe('right');
  });

  it('X2: a code cannot be used for another person or purpose', async () => {
    const who = owner();
    const { code } = await codes.issue({ ...who, ...RULES, now: NOW });
    expect(await outcome(codes.check({ ...who, purpose: 'activation', code, now: NOW }))).toBe(
      'code-expired',
    );
  });
});
