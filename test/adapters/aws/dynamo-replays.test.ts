import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoReplays } from '../../../lambdas/adapters/aws/dynamo-replays.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['replays']);
});
afterAll(() => aws.stop());

const now = new Date('2026-11-21T12:00:00Z');
const expiresAt = new Date(now.getTime() + 60_000);
const use = (purpose: string, id: string, at = now) =>
  dynamoReplays('replays').unique({ purpose, id, expiresAt, now: at });

describe('replays', () => {
  it('B2: RFC 7523 §3: of fifty simultaneous uses one is the first', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => use('p', 'many')));
    expect(answers.filter((first) => first)).toHaveLength(1);
  });

  it('B2: the same identifier of another purpose is another; the join cannot be shifted', async () => {
    expect([
      await use('a', 'b'),
      await use('c', 'b'),
      await use('a","b', 'c'),
      await use('a', 'b","c'),
    ]).toEqual([true, true, true, true]);
  });

  it('B2: is remembered as long as it could be used, also while the table still holds it', async () => {
    await use('p', 'x');
    expect(await use('p', 'x', expiresAt)).toBe(false);
    expect(await use('p', 'x', new Date(expiresAt.getTime() + 3000))).toBe(true);
  });
});
