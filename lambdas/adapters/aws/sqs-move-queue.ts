import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { MoveQueue } from '../../domain/move/move.ts';

const BATCH = 10; // SQS's own limit

/** One message per business on the queue of move notices. */
export function sqsMoveQueue(queueUrl: string): MoveQueue {
  let client: SQSClient | undefined;
  return {
    async hand(notices) {
      client ??= new SQSClient({});
      for (let at = 0; at < notices.length; at += BATCH) {
        const entries = notices.slice(at, at + BATCH).map(({ moveId, businessId }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ moveId, businessId }),
        }));
        const { Failed = [] } = await client.send(
          new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }),
        );
        if (Failed.length > 0) throw new Error(`${Failed.length} move notices could not be queued.`);
      }
    },
  };
}
