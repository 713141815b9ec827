import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { Replays } from '../../domain/replay/replays.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import { dynamo, epochSeconds, isConditionFailure, toItem } from './dynamo.ts';

/** One conditional put per identifier; one that ran out may come again, as it can no longer be used. */
export function dynamoReplays(tableName: string): Replays {
  return {
    async unique({ purpose, id, expiresAt, now }) {
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({
              id: hashSecret(JSON.stringify([purpose, id])),
              expiresAt: epochSeconds(expiresAt) + 1,
            }),
            ConditionExpression: 'attribute_not_exists(id) OR expiresAt < :now',
            ExpressionAttributeValues: { ':now': { N: String(epochSeconds(now)) } },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
