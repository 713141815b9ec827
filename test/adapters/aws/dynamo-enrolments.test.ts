import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoEnrolments } from '../../../lambdas/adapters/aws/dynamo-enrolments.ts';
import type { Enrolment } from '../../../lambdas/domain/enrolment/enrolment.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { refusalOf } from '../../support/enrolment.ts';

let aws: TestAws;
const store = dynamoEnrolments('enrolments');
const NOW = new Date('2026-11-21T10:00:00Z');

beforeAll(async () => {
  aws = await startAws(['enrolments']);
});
afterAll(() => aws.stop());

async function created(): Promise<Enrolment> {
  const enrolment: Enrolment = {
    id: randomness.id(),
    reference: 'TEST-0001',
    version: 1,
    step: 'started',
    level: 'low',
    language: 'en',
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
    wrappedKey: 'key',
    sealed: 'sealed',
    pictures: [],
    attempt: 0,
  };
  await store.create(enrolment);
  return enrolment;
}

describe('enrolments', () => {
  it('A4: of fifty changes at once exactly one is made, and the others are told', async () => {
    const enrolment = await created();
    const changes = Array.from({ length: 50 }, (_, index) =>
      store.advance(enrolment, { step: 'email-verified', emailHandle: `email#${index}` }, NOW),
    );
    const outcomes = await Promise.allSettled(changes);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store.load(enrolment.id))?.version).toBe(2);
  });

  it('A4: a change read too early is refused with 409', async () => {
    const enrolment = await created();
    await store.advance(enrolment, { attempt: 1 }, NOW);
    const refusal = await refusalOf(store.advance(enrolment, { attempt: 2 }, NOW));
    expect(refusal).toMatchObject({ kind: 'conflict', code: 'enrolment-changed' });
  });

  it('A5: a member set to undefined is gone, all others stay', async () => {
    const enrolment = await created();
    const pending = await store.advance(enrolment, { phoneHandle: 'phone#1', documentType: 'passport' }, NOW);
    const changed = await store.advance(pending, { phoneHandle: undefined }, NOW);
    expect(changed).toEqual({ ...enrolment, version: 3, documentType: 'passport' });
  });

  it('A4: an id is never taken twice', async () => {
    const enrolment = await created();
    await expect(store.create(enrolment)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });
});
