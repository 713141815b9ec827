import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoSignInHistory } from '../../../lambdas/adapters/aws/dynamo-sign-in-history.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['sign-ins']);
});
afterAll(() => aws.stop());

const history = dynamoSignInHistory('sign-ins');
const line = (accountId: string, source: string) =>
  ({
    accountId,
    source,
    at: '2026-11-22T10:00:00.000Z',
    clientId: source,
    client: source,
    outcome: 'signed-in',
  }) as const;

describe('the history of sign-ins', () => {
  it('B11: two of one instant are two lines: none hides another', async () => {
    const account = randomness.id();
    await Promise.all(['one', 'two', 'three'].map((source) => history.add(line(account, source))));
    const kept = await history.of(account, 9);
    expect(kept.map(({ client }) => client).sort()).toEqual(['one', 'three', 'two']);
    expect(kept.every(({ at }) => at.startsWith('2026-11-22T10:00:00.00'))).toBe(true);
  });

  it('B11: the same, delivered again, is one line', async () => {
    const account = randomness.id();
    for (const source of ['one', 'two', 'two', 'one']) await history.add(line(account, source));
    expect(await history.of(account, 9)).toHaveLength(2);
  });
});
