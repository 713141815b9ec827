import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SentMessages } from '../../domain/message/sent-messages.ts';
import { dynamo, epochSeconds, toItem } from './dynamo.ts';

/** The queue keeps a message for four days; its mark lives a little longer. */
const KEPT_SECONDS = 5 * 24 * 3600;

export function dynamoSentMessages(tableName: string): SentMessages {
  const idOf = (id: string): string => `notification#${id}`;
  return {
    async has(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: idOf(id) } }, ConsistentRead: true }),
      );
      return Item !== undefined;
    },
    async keep(id, now) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ id: idOf(id), expiresAt: epochSeconds(now) + KEPT_SECONDS }),
        }),
      );
    },
  };
}
