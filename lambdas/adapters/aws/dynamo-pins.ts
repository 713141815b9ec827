import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { PinRecord, Pins } from '../../domain/pin/pin-record.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';
import { dynamoTries } from './dynamo-tries.ts';

/** One item per account, written by `dynamoActivations`; an attempt is one conditional write. */
export function dynamoPins(tableName: string): Pins {
  const tries = dynamoTries(tableName);
  return {
    async reserve(accountId) {
      const attempt = await tries.reserve<PinRecord>(accountId);
      return attempt && { ...attempt, accountId };
    },

    forgive: (attempt, count) => tries.forgive(attempt.accountId, attempt, count),

    unlock: (accountId, count) => tries.unlock(accountId, count),

    async find(accountId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: accountId } }, ConsistentRead: true }),
      );
      return Item && { ...fromItem<PinRecord>(Item), accountId };
    },

    async replace(attempt, { mac, salt, tries: count }) {
      const write = new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: attempt.accountId } },
        UpdateExpression: 'SET mac = :mac, salt = :salt, ceiling = attempts + :tries',
        ConditionExpression: 'salt = :typed AND attempts < ceiling',
        ExpressionAttributeValues: toItem({
          ':mac': mac,
          ':salt': salt,
          ':tries': count,
          ':typed': attempt.salt,
        }),
      });
      return happened(dynamo().send(write));
    },
  };
}
