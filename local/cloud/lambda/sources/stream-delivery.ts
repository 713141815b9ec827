import { setTimeout as pause } from 'node:timers/promises';
import type { CloudParts } from '../../parts.ts';
import { matchesFilters } from './filter.ts';
import { failedIdentifiers, type Mapping } from './mapping.ts';

/** A record of a table's stream, as Lambda hands it over. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: {
    readonly SequenceNumber: string;
    readonly ApproximateCreationDateTime?: number;
    readonly [name: string]: unknown;
  };
  readonly [name: string]: unknown;
}

/** How far a stream has been delivered; kept on disk. */
export interface Checkpoint {
  /** Sequence number of the last record done with. */
  load(): string | undefined;
  keep(sequenceNumber: string): void;
}

const FIRST_RETRY_MILLISECONDS = 200;
const LONGEST_RETRY_MILLISECONDS = 10_000;

/** Delivers a batch until it succeeds, or is given up by the mapping's limits. */
export async function deliverInOrder(
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
