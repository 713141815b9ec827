import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { logger } from './logger.ts';

export interface StreamWork {
  /** What the log says when a record could not be taken in: `audit event not chained`. */
  readonly failure: string;
  readonly work: (record: DynamoDBRecord) => Promise<void>;
}

/** The Lambda handler of a stream's consumer: in order, and stopping at the first failure, which is delivered again. */
export function streamFunction({
  failure,
  work,
}: StreamWork): (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse> {
  return async ({ Records }) => {
    for (const record of Records) {
      try {
        await work(record);
      } catch (error) {
        logger.error(failure, { error: error instanceof Error ? error.name : 'unknown' });
        return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
      }
    }
    return { batchItemFailures: [] };
  };
}
