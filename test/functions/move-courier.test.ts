import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MoveView } from '../../lambdas/contracts/moves.ts';
import { DEFAULT_MOVES } from '../../lambdas/contracts/settings.ts';
import { certifyPhone } from '../support/certificate-record.ts';
import { citizen, logIn } from '../support/holder.ts';
import { startMoves, type TestBusiness, testBusiness } from '../support/moves.ts';
import { testPki } from '../support/pki.ts';
import type { PersonWithPhone, SignInService } from '../support/sign-in.ts';
import { openTrustBucket, type TrustBucket } from '../support/trust-bucket.ts';

const ARN = 'arn:aws:sqs:eu-west-1:000000000000:guichet-test-move-notices';

let service: SignInService;
let bucket: TrustBucket;
let handler: (event: Partial<SQSEvent>) => Promise<SQSBatchResponse>;
const businesses: TestBusiness[] = [];
beforeAll(async () => {
  service = await startMoves();
  bucket = await openTrustBucket();
  const pki = await testPki();
  for (const name of ['move-notices', 'seal'] as const)
    await bucket.put(`pki/${name}.cer`, pki.certificate(name));
  Object.assign(process.env, {
    MOVES: JSON.stringify({ ...DEFAULT_MOVES, answerSeconds: 1, allowsLoopback: true }),
    NOTIFICATIONS_QUEUE: `${service.aws.endpoint}/notifications`,
  });
  ({ handler } = (await import('../../lambdas/functions/move-courier.ts')) as unknown as {
    handler: typeof handler;
  });
});
afterAll(async () => {
  await Promise.all(businesses.map((business) => business.stop()));
  await bucket?.close();
  service?.stop();
});

let count = 0;
const record = (order: object) =>
  ({
    messageId: `m${++count}`,
    receiptHandle: `receipt-${count}`,
    body: JSON.stringify(order),
    eventSourceARN: ARN,
  }) as SQSEvent['Records'][number];

async function newBusiness(down = false): Promise<TestBusiness> {
  const business = await testBusiness(`courier-${businesses.length}`);
  businesses.push(business);
  if (down) business.behave(async () => ({ status: 503, body: 'later' }));
  return business;
}

async function ordered(...told: readonly TestBusiness[]): Promise<{ person: PersonWithPhone; move: string }> {
  const person = await citizen(service);
  await certifyPhone(person.phone);
  await logIn(person);
  for (const { id } of told)
    await person.phone.call('PUT', `/api/businesses/${id}/consent`, { contractNumber: 'C-77' });
  const { move } = (await person.phone.call<MoveView>('POST', '/api/moves')).body;
  await person.phone.call('POST', `/api/moves/${move}/notices`, {
    attributesCorrect: true,
    details: { movedOn: '2026-11-01' },
    businesses: told.map(({ id }) => id),
  });
  return { person, move };
}

describe('the courier’s queue', () => {
  it('E6: of a batch only the failed come again, and each later than before', async () => {
    const [up, down] = [await newBusiness(), await newBusiness(true)];
    const { move } = await ordered(up, down);
    const messages = [up, down].map(({ id }) => record({ moveId: move, businessId: id }));
    const postponed = service.aws.sent.postponed;
    for (const [index, seconds] of [120, 480, 1920, 7200].entries()) {
      const { batchItemFailures } = await handler({ Records: index === 0 ? messages : messages.slice(1) });
      expect(batchItemFailures).toEqual([{ itemIdentifier: messages[1]?.messageId }]);
      expect(postponed.at(-1)).toEqual({
        queue: 'guichet-test-move-notices',
        receipt: messages[1]?.receiptHandle,
        seconds,
      });
    }
    expect(await handler({ Records: messages.slice(1) })).toEqual({ batchItemFailures: [] });
    expect(postponed).toHaveLength(4);
    expect(new Set(down.arrived.map(({ jws }) => jws)).size).toBe(1); // one effective notice, however often
    expect(up.arrived).toHaveLength(1);
  });

  it('E6: cancelled while an attempt is hours away: the order comes at once, and ends as stopped', async () => {
    const down = await newBusiness(true);
    const { person, move } = await ordered(down);
    await handler({ Records: [record({ moveId: move, businessId: down.id })] });
    const queued = service.aws.sent.queued as unknown as object[];
    const before = queued.length;
    await person.phone.call('DELETE', `/api/moves/${move}`);
    const orders = queued.slice(before).filter((message) => 'moveId' in message);
    expect(orders).toEqual([{ moveId: move, businessId: down.id }]);
    const messages = [...orders, { moveId: move, businessId: down.id }].map(record); // and the one from before
    for (const message of messages)
      expect(await handler({ Records: [message] })).toEqual({ batchItemFailures: [] });
    const { body } = await person.phone.call<MoveView>('GET', `/api/moves/${move}`);
    expect(body.notices).toMatchObject([{ state: 'stopped', reason: 'move-cancelled' }]);
    expect(down.arrived).toHaveLength(1);
  });

  it('E6: what cannot be read stays in the queue for the operator', async () => {
    const broken = { ...record({}), body: 'no order' };
    expect((await handler({ Records: [broken] })).batchItemFailures).toEqual([
      { itemIdentifier: broken.messageId },
    ]);
  });
});
