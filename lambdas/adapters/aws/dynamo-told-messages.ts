import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { ToldMessages } from '../../domain/relying-party-message/relying-party-message.ts';
import { dynamo, epochSeconds, toItem } from './dynamo.ts';

/** The queue keeps a message for four days; its mark lives a little longer. */
const KEPT_SECONDS = 5 * 24 * 3600;

/** In the table of what may happen once (`replays`), under ids of their own. */
export function dynamoToldMessages(tableName: string): ToldMessages {
  const idOf = (id: string): string => `relying-party-message#${id}`;
  return {
    async has(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: idOf(id) } }, ConsistentRead: true }),
      );
      return Item !== undefined;
    },
    async keep(id, now) {
      const item = toItem({ id: idOf(id), expiresAt: epochSeconds(now) + KEPT_SECONDS });
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: item }));
    },
  };
}
