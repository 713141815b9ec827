import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { DynamoService } from '../../dynamodb/service.ts';
import type { CloudParts } from '../../parts.ts';
import type { Mapping } from './mapping.ts';
import { type Checkpoint, deliverInOrder, type StreamRecord } from './stream-delivery.ts';

const IDLE_MILLISECONDS = 5000;
/** A laptop's visitor waits for what a batching window of minutes would gather. */
const LONGEST_WINDOW_MILLISECONDS = 1000;

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
