import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from './logger.ts';

export interface QueueWork<Message> {
  /** What the log says when a message did not do its work: `business not told`. */
  readonly failure: string;
  /** `attempt` counts deliveries, from 1. */
  readonly work: (message: Message, attempt: number, now: Date) => Promise<void>;
  /** Whether an error is only a wish to come again, and when; such a message is no failure. */
  readonly postponement?: (error: unknown) => Postponement | undefined;
  /** Makes a message come again after so many seconds. */
  readonly postpone?: (record: SQSRecord, seconds: number) => Promise<void>;
}

/** Without seconds it comes after the queue's own time-out. */
interface Postponement {
  readonly afterSeconds?: number | undefined;
}

/** The Lambda handler of a queue's consumer: each message by itself; what did not do its work comes again. */
export function queueFunction<Message>(
  consumer: QueueWork<Message>,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  return async (event) => {
    const done = await Promise.all(event.Records.map((record) => hasWorked(record, consumer)));
    const failed = event.Records.filter((_record, index) => !done[index]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

async function hasWorked<Message>(record: SQSRecord, consumer: QueueWork<Message>): Promise<boolean> {
  const attempt = Number(record.attributes?.ApproximateReceiveCount ?? 1);
  try {
    await consumer.work(JSON.parse(record.body) as Message, attempt, new Date());
    return true;
  } catch (error) {
    const later = consumer.postponement?.(error);
    if (later === undefined) report(consumer.failure, record, error);
    else await comeAgain(record, later, consumer);
    return false;
  }
}

async function comeAgain<Message>(
  record: SQSRecord,
  { afterSeconds }: Postponement,
  { postpone }: QueueWork<Message>,
): Promise<void> {
  if (afterSeconds === undefined) return;
  await postpone?.(record, afterSeconds).catch((error: unknown) => report('not postponed', record, error));
}

function report(what: string, { messageId }: SQSRecord, error: unknown): void {
  logger.error(what, { messageId, error: error instanceof Error ? error.name : 'unknown' });
}
