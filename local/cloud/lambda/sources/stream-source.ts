import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { DynamoService } from '../../dynamodb/service.ts';
import type { CloudParts } from '../../parts.ts';
import { matchesFilters } from './filter.ts';
import { failedIdentifiers, type Mapping } from './mapping.ts';

interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime?: number;
    readonly [name: string]: unknown;
  };
  readonly [name: string]: unknown;
}

const IDLE_MILLISECONDS = 5000;
/** A laptop's visitor waits for what a batching window of minutes would gather. */
const LONGEST_WINDOW_MILLISECONDS = 1000;
const FIRST_RETRY_MILLISECONDS = 200;
const LONGEST_RETRY_MILLISECONDS = 10_000;

/**
 * Feeds a table's stream to a function in order, one batch at a time. How far it got is on disk after every batch, so that
 * a kill -9 repeats at most the batch that was running (delivery is at least once, as in AWS).
 */
export async function consumeStream(
  mapping: Mapping,
  parts: CloudParts,
  dynamodb: DynamoService,
  signal: AbortSignal,
): Promise<void> {
  const table = /:table\/([^/]+)\/stream\//.exec(mapping.sourceArn)?.[1] ?? '';
  const checkpoint = openCheckpoint(join(parts.data, 'lambda', 'streams', `${mapping.id}.json`));
  const doorbell = createDoorbell(signal);
  dynamodb.onWrite((written) => {
    if (written === table) doorbell.ring();
  });
  const read = createReader(table, mapping, dynamodb);
  const window = Math.min(mapping.windowSeconds * 1000, LONGEST_WINDOW_MILLISECONDS);
  while (!signal.aborted) {
    try {
      const records = await read(checkpoint.load());
      if (records.length > 0) await deliverInOrder(records, mapping, parts, checkpoint, signal);
      else if ((await doorbell.wait(IDLE_MILLISECONDS)) && window > 0)
        await pause(window, undefined, { signal }).catch(() => {});
    } catch (error) {
      if (signal.aborted) return;
      parts.warn(`${table} → ${mapping.consumer.name}: ${error instanceof Error ? error.message : error}`);
      await doorbell.wait(IDLE_MILLISECONDS);
    }
  }
}

interface Checkpoint {
  /** Sequence number of the last record done with. */
  load(): string | undefined;
  keep(sequenceNumber: string): void;
}

function openCheckpoint(path: string): Checkpoint {
  let last = (readJson(path) as { sequenceNumber?: string } | undefined)?.sequenceNumber;
  return {
    load: () => last,
    keep(sequenceNumber) {
      writeAtomically(path, JSON.stringify({ sequenceNumber }));
      last = sequenceNumber;
    },
  };
}

/** Wakes the reader when the table was written to. */
function createDoorbell(signal: AbortSignal) {
  let rung = false;
  let wake = () => {};
  signal.addEventListener('abort', () => wake());
  return {
    ring() {
      rung = true;
      wake();
    },
    /** Resolves when rung or after a while, to whether it was rung. */
    async wait(milliseconds: number): Promise<boolean> {
      if (!rung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>();
        wake = resolve;
        const timer = setTimeout(resolve, milliseconds);
        await promise;
        clearTimeout(timer);
      }
      const heard = rung;
      rung = false;
      return heard;
    },
  };
}

/** Reads the records after a sequence number; finds the stream and its shard once, and again after an error. */
function createReader(table: string, mapping: Mapping, { request }: DynamoService) {
  let place: { StreamArn: string; ShardId: string } | undefined;
  const awsRegion = mapping.sourceArn.split(':')[3];

  async function find(): Promise<typeof place> {
    const { Table } = (await request('DescribeTable', { TableName: table })) as {
      Table: { LatestStreamArn: string };
    };
    const StreamArn = Table.LatestStreamArn;
    const { StreamDescription } = (await request('DescribeStream', { StreamArn })) as {
      StreamDescription: { Shards?: { ShardId: string }[] };
    };
    const ShardId = StreamDescription.Shards?.[0]?.ShardId;
    return ShardId === undefined ? undefined : { StreamArn, ShardId };
  }

  return async (after: string | undefined): Promise<StreamRecord[]> => {
    try {
      place ??= await find();
      if (place === undefined) return [];
      const from =
        after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      const { ShardIterator } = await request('GetShardIterator', { ...place, ...from });
      const { Records = [] } = await request('GetRecords', { ShardIterator, Limit: mapping.batchSize });
      return (Records as StreamRecord[]).map((record) => ({
        ...record,
        awsRegion,
        eventSourceARN: mapping.sourceArn,
      }));
    } catch (error) {
      place = undefined;
      throw error;
    }
  };
}

/** Delivers a batch until it succeeds, or is given up by the mapping's limits. */
async function deliverInOrder(
  records: readonly StreamRecord[],
  mapping: Mapping,
  parts: CloudParts,
  checkpoint: Checkpoint,
  signal: AbortSignal,
): Promise<void> {
  let batch = records.filter((record) => matchesFilters(mapping.filters, record));
  let rest: StreamRecord[] = [];
  let attempts = 0;
  while (batch.length > 0 && !signal.aborted) {
    const failedAt = await deliver(batch, mapping, parts);
    if (failedAt === undefined) {
      checkpoint.keep(sequenceOf(batch.at(-1)));
      [batch, rest, attempts] = [rest, [], 0];
      continue;
    }
    if (failedAt > 0) {
      checkpoint.keep(sequenceOf(batch[failedAt - 1]));
      batch = batch.slice(failedAt);
    }
    attempts += 1;
    if (isExhausted(mapping, attempts, batch, parts.clock.now())) {
      await giveUp(batch, mapping, parts);
      checkpoint.keep(sequenceOf(batch.at(-1)));
      [batch, rest, attempts] = [rest, [], 0];
      continue;
    }
    if (mapping.bisects && batch.length > 1) {
      const half = Math.ceil(batch.length / 2);
      rest = [...batch.slice(half), ...rest];
      batch = batch.slice(0, half);
    }
    const wait = Math.min(LONGEST_RETRY_MILLISECONDS, FIRST_RETRY_MILLISECONDS * 2 ** Math.min(attempts, 10));
    await pause(wait, undefined, { signal }).catch(() => {});
  }
  // Filtered-out records at the end of the batch are done with as well.
  if (!signal.aborted) checkpoint.keep(sequenceOf(records.at(-1)));
}

/** Invokes the function; resolves to the index of the first failed record, `undefined` when all went well. */
async function deliver(
  batch: readonly StreamRecord[],
  mapping: Mapping,
  parts: CloudParts,
): Promise<number | undefined> {
  const { payload, functionError } = await parts.invoke(mapping.consumer.arn, { Records: batch });
  if (functionError !== undefined) return 0;
  if (!mapping.reportsItemFailures) return undefined;
  const failed = failedIdentifiers(payload);
  if (failed === undefined) return 0;
  const first = batch.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
  return first < 0 ? (failed.length > 0 ? 0 : undefined) : first;
}

function isExhausted(
  mapping: Mapping,
  attempts: number,
  batch: readonly StreamRecord[],
  now: number,
): boolean {
  if (mapping.retryAttempts >= 0 && attempts > mapping.retryAttempts) return true;
  const born = Number(batch[0]?.dynamodb.ApproximateCreationDateTime ?? now / 1000) * 1000;
  return mapping.maximumAgeSeconds >= 0 && now - born > mapping.maximumAgeSeconds * 1000;
}

/** Tells the on-failure destination which records were given up, as Lambda does: their place, not their content. */
async function giveUp(batch: readonly StreamRecord[], mapping: Mapping, parts: CloudParts): Promise<void> {
  const { consumer, onFailureArn, sourceArn } = mapping;
  parts.warn(`${consumer.name} gave up ${batch.length} stream record(s); see logs/${consumer.name}.log.`);
  if (onFailureArn === undefined) return;
  const message = JSON.stringify({
    version: '1.0',
    timestamp: new Date(parts.clock.now()).toISOString(),
    requestContext: { functionArn: consumer.arn, condition: 'RetryAttemptsExhausted' },
    DDBStreamBatchInfo: {
      streamArn: sourceArn,
      batchSize: batch.length,
      startSequenceNumber: sequenceOf(batch[0]),
      endSequenceNumber: sequenceOf(batch.at(-1)),
    },
  });
  const queue = parts.template.find('AWS::SQS::Queue', onFailureArn);
  if (queue === undefined)
    await parts.call('sns', 'Publish', { TopicArn: onFailureArn, Message: message }, consumer.roleArn);
  else
    await parts.call(
      'sqs',
      'SendMessage',
      { QueueUrl: queue.physicalId, MessageBody: message },
      consumer.roleArn,
    );
}

function sequenceOf(record: StreamRecord | undefined): string {
  return record?.dynamodb.SequenceNumber ?? '';
}
