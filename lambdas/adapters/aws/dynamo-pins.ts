import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { PinRecord, Pins } from '../../domain/pin/pin-record.ts';
import { dynamo, fromItem, isConditionFailure } from './dynamo.ts';

/** One item per account, written by `dynamoActivations`; an attempt is one conditional write. */
export function dynamoPins(tableName: string): Pins {
  const keyOf = (accountId: string) => ({ TableName: tableName, Key: { id: { S: accountId } } });
  return {
    async reserve(accountId) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            ...keyOf(accountId),
            UpdateExpression: 'SET attempts = attempts + :one',
            ConditionExpression: 'attribute_exists(id) AND attempts < ceiling',
            ExpressionAttributeValues: { ':one': { N: '1' } },
            ReturnValues: 'ALL_NEW',
          }),
        );
        const pin = { ...fromItem<PinRecord>(Attributes ?? {}), accountId };
        return { ...pin, triesLeft: pin.ceiling - pin.attempts };
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },

    async forgive(attempt, tries) {
      try {
        await dynamo().send(
          new UpdateItemCommand({
            ...keyOf(attempt.accountId),
            UpdateExpression: 'SET ceiling = :ceiling',
            // the salt tells whether a new PIN was chosen meanwhile
            ConditionExpression: 'salt = :salt AND ceiling < :ceiling',
            ExpressionAttributeValues: {
              ':ceiling': { N: String(attempt.attempts + tries) },
              ':salt': { S: attempt.salt },
            },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error; // a later right PIN lifted it further already
      }
    },

    async find(accountId) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...keyOf(accountId), ConsistentRead: true }));
      return Item && { ...fromItem<PinRecord>(Item), accountId };
    },
  };
}
