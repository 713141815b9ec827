import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dynamo, type Item } from '../../lambdas/adapters/aws/dynamo.ts';
import type { TableName } from '../../lambdas/authorities.ts';

type Consumer = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** One record of a table's stream, as Lambda hands it over. */
export const streamRecord = (
  table: string,
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE',
  image?: Item,
): object => ({
  eventName,
  eventSourceARN: `arn:aws:dynamodb:eu-west-1:111122223333:table/guichet-default-${table}/stream/2026-01-01T00:00:00.000`,
  dynamodb: { SequenceNumber: '1', ...(image && { NewImage: image }) },
});

/** Shows the streams' consumers every item as it stands; what they took in before they must know again, as after a real repetition. */
export async function deliverStreams(): Promise<void> {
  const { handler: chain } = await import('../../lambdas/functions/audit-chainer.ts');
  const { handler: keepHistory } = await import('../../lambdas/functions/historian.ts');
  await deliver('audit-events', 'INSERT', [chain]);
  await deliver('approvals', 'MODIFY', [chain]);
  await deliver('grants', 'INSERT', [chain, keepHistory]);
}

async function deliver(table: TableName, eventName: 'INSERT' | 'MODIFY', consumers: readonly Consumer[]) {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: table }));
  const Records = Items.map((item) => streamRecord(table, eventName, item));
  for (const consumer of consumers) {
    const { batchItemFailures } = await consumer({ Records } as DynamoDBStreamEvent);
    if (batchItemFailures.length > 0) throw new Error(`A record of ${table} was not taken in.`);
  }
}
