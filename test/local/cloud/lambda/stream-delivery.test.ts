import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openClock } from '../../../../local/cloud/clock.ts';
import { matchesFilters } from '../../../../local/cloud/lambda/sources/filter.ts';
import type { Mapping } from '../../../../local/cloud/lambda/sources/mapping.ts';
import { deliverInOrder, type StreamRecord } from '../../../../local/cloud/lambda/sources/stream-delivery.ts';
import type { CloudParts } from '../../../../local/cloud/parts.ts';

const record = (number: number): StreamRecord => ({
  eventID: String(number),
  eventName: number % 2 === 0 ? 'INSERT' : 'MODIFY',
  dynamodb: { SequenceNumber: String(number), ApproximateCreationDateTime: Date.now() / 1000 },
});

interface Run {
  readonly delivered: string[][];
  readonly kept: string[];
  readonly sent: string[];
}

/** Delivers records 1…n to a function given as `(numbers) => numbers that fail, or 'throw'`. */
async function run(
  count: number,
  answer: (numbers: string[], nth: number) => string[] | 'throw',
  over: Partial<Mapping> = {},
): Promise<Run> {
  const delivered: string[][] = [];
  const kept: string[] = [];
  const sent: string[] = [];
  const mapping = {
    id: 'm',
    sourceArn: 'arn:aws:dynamodb:eu-west-3:000000000000:table/t/stream/1',
    consumer: { name: 'f', arn: 'arn:f', roleArn: 'arn:role' },
    batchSize: 10,
    windowSeconds: 0,
    reportsItemFailures: true,
    retryAttempts: -1,
    maximumAgeSeconds: -1,
    bisects: false,
    filters: [],
    ...over,
  } as unknown as Mapping;
  const parts = {
    clock: openClock(mkdtempSync(join(tmpdir(), 'stream-'))),
    warn: () => {},
    template: { find: () => ({ physicalId: 'http://queue' }) },
    async invoke(_: string, payload: { Records: StreamRecord[] }) {
      const numbers = payload.Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
      delivered.push(numbers);
      const failed = answer(numbers, delivered.length);
      if (failed === 'throw') return { payload: {}, functionError: 'Unhandled' };
      return { payload: { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) } };
    },
    async call(_: string, operation: string, input: { MessageBody: string }) {
      sent.push(`${operation} ${input.MessageBody}`);
      return {};
    },
  } as unknown as CloudParts;
  const checkpoint = { load: () => kept.at(-1), keep: (sequence: string) => void kept.push(sequence) };
  const records = Array.from({ length: count }, (_, index) => record(index + 1));
  await deliverInOrder(records, mapping, parts, checkpoint, new AbortController().signal);
  return { delivered, kept, sent };
}

describe('delivery of a stream', () => {
  it('X1: one good batch is delivered once and kept to its end', async () => {
    const { delivered, kept } = await run(3, () => []);
    expect(delivered).toEqual([['1', '2', '3']]);
    expect(kept.at(-1)).toBe('3');
  });

  it('X1: goes on from the first item reported as failed, never past it', async () => {
    const { delivered, kept } = await run(3, (_, nth) => (nth === 1 ? ['3', '2'] : []));
    expect(delivered).toEqual([
      ['1', '2', '3'],
      ['2', '3'],
    ]);
    expect(kept[0]).toBe('1');
  });

  it('X1: an unreadable report fails the whole batch', async () => {
    const { delivered } = await run(2, (_, nth) => (nth === 1 ? [''] : []));
    expect(delivered).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('X1: bisects a failing batch and gives up only the poisonous record, saying where it was', async () => {
    const poison = (numbers: string[]) => (numbers.includes('3') ? 'throw' : []);
    const { delivered, kept, sent } = await run(4, poison, {
      bisects: true,
      retryAttempts: 2,
      reportsItemFailures: false,
      onFailureArn: 'arn:aws:sqs:eu-west-3:000000000000:failures',
    });
    expect(delivered.flat()).toEqual(expect.arrayContaining(['1', '2', '4']));
    expect(delivered.at(-1)).toEqual(['4']);
    expect(kept.at(-1)).toBe('4');
    expect(sent).toHaveLength(1);
    const { DDBStreamBatchInfo, requestContext } = JSON.parse(sent[0]?.replace('SendMessage ', '') ?? '');
    expect(requestContext.condition).toBe('RetryAttemptsExhausted');
    expect(DDBStreamBatchInfo).toMatchObject({
      batchSize: 1,
      startSequenceNumber: '3',
      endSequenceNumber: '3',
    });
  });

  it('X1: gives up what is too old', async () => {
    const { delivered, sent } = await run(1, () => 'throw', {
      maximumAgeSeconds: 0,
      onFailureArn: 'arn:aws:sqs:x:y:q',
    });
    expect(delivered.length).toBeLessThanOrEqual(2);
    expect(sent).toHaveLength(1);
  });

  it('X1: filtered records are not delivered and not asked for again', async () => {
    const { delivered, kept } = await run(3, () => [], { filters: [{ eventName: ['INSERT'] }] });
    expect(delivered).toEqual([['2']]);
    expect(kept.at(-1)).toBe('3');
  });

  it('X1: filters know values, prefixes, exists and anything-but, and refuse what they do not know', () => {
    const event = { a: { b: 'word', n: 3 } };
    expect(matchesFilters([{ a: { b: ['x', 'word'] } }], event)).toBe(true);
    expect(matchesFilters([{ a: { b: [{ prefix: 'wo' }], n: [3] } }], event)).toBe(true);
    expect(matchesFilters([{ a: { c: [{ exists: false }] } }], event)).toBe(true);
    expect(matchesFilters([{ a: { b: [{ 'anything-but': ['word'] }] } }], event)).toBe(false);
    expect(matchesFilters([{ a: { n: [4] } }, { a: { n: [5] } }], event)).toBe(false);
    expect(() => matchesFilters([{ a: { n: [{ numeric: ['>', 1] }] } }], event)).toThrow(
      /numeric is not known/,
    );
  });
});
