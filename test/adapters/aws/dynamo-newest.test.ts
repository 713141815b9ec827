import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoSignInHistory } from '../../../lambdas/adapters/aws/dynamo-sign-in-history.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { put } from '../../support/sign-in.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['sign-ins']);
});
afterAll(() => aws.stop());

describe('newest', () => {
  it('B11: more than one page holds comes whole, newest first; never more than asked for', async () => {
    const kilobytes = 'x'.repeat(60_000); // a page of a query ends at a megabyte
    for (let day = 10; day < 40; day += 1) {
      await put('sign-ins', { accountId: 'a', at: `2026-${day}`, client: kilobytes });
    }
    await put('sign-ins', { accountId: 'b', at: '2026-99' });
    const history = dynamoSignInHistory('sign-ins');
    const all = await history.of('a', 100);
    expect(all.map(({ at }) => at)).toEqual(
      Array.from({ length: 30 }, (_each, index) => `2026-${39 - index}`),
    );
    const before = aws.calls.get('DynamoDB.Query') ?? 0;
    expect((await history.of('a', 20)).map(({ at }) => at).at(-1)).toBe('2026-20');
    expect((aws.calls.get('DynamoDB.Query') ?? 0) - before).toBeGreaterThan(1);
    expect(await history.of('a', 1)).toHaveLength(1);
    expect(await history.of('nobody', 5)).toEqual([]);
  });
});
