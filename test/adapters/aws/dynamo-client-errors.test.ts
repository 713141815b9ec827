import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoClientErrors } from '../../../lambdas/adapters/aws/dynamo-client-errors.ts';
import type { ClientError } from '../../../lambdas/domain/client-errors/client-errors.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['client-errors']);
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-22T12:00:00Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const log = (limit: number) =>
  dynamoClientErrors(
    'client-errors',
    { errorDays: 30, errorsPerClient: { limit, windowSeconds: 86_400 } },
    randomness,
    10_000,
  );
const error = (clientId: string, at = NOW, sentence = 'no'): ClientError => ({
  clientId,
  endpoint: 'POST /oauth/token',
  code: 'invalid_grant',
  sentence,
  requestId: 'r-1',
  at,
});

it('B12: of a hundred errors at once at most as many are kept as the operator allows', async () => {
  const { record, of } = log(20);
  await Promise.all(Array.from({ length: 100 }, () => record(error('flood'))));
  const kept = await of('flood', NOW);
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThanOrEqual(20);
});

it('B12: few errors are all kept, newest first, of this client only', async () => {
  const { record, of } = log(500);
  for (let second = 0; second < 5; second += 1) await record(error('few', later(second), `error ${second}`));
  await record(error('other'));
  const sentences = (await of('few', later(10))).map(({ sentence }) => sentence);
  expect(sentences).toEqual(['error 4', 'error 3', 'error 2', 'error 1', 'error 0']);
});

it('B12: the next window has places of its own; after their days errors are gone', async () => {
  const { record, of } = log(1);
  await record(error('days'));
  await record(error('days', later(86_400)));
  expect(await of('days', later(86_400))).toHaveLength(2);
  expect(await of('days', later(30 * 86_400))).toHaveLength(1);
  expect(await of('days', later(31 * 86_400))).toHaveLength(0);
});

it('B12: a sentence is cut before it fills the log', async () => {
  const { record, of } = log(10);
  await record(error('long', NOW, 'x'.repeat(5000)));
  expect((await of('long', NOW))[0]?.sentence).toHaveLength(500);
});
