import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Box, Boxes } from '../../domain/box/boxes.ts';
import { dynamo, fromItem, happened, isConditionFailure } from './dynamo.ts';

const ALL_NEW = 'ALL_NEW';

/** One item per person who ever opened a box. */
export function dynamoBoxes(tableName: string): Boxes {
  const keyOf = (accountId: string) => ({ TableName: tableName, Key: { id: { S: accountId } } });
  return {
    async find(accountId) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...keyOf(accountId), ConsistentRead: true }));
      return Item && fromItem<Box>(Item);
    },

    async open(accountId, now) {
      const { Attributes = {} } = await dynamo()
        .send(
          new UpdateItemCommand({
            ...keyOf(accountId),
            UpdateExpression:
              'SET #s = :open, openedAt = :now, #b = if_not_exists(#b, :none) REMOVE closedAt',
            ConditionExpression: 'attribute_not_exists(#s) OR #s <> :open',
            ExpressionAttributeNames: { '#s': 'status', '#b': 'bytes' },
            ExpressionAttributeValues: {
              ':open': { S: 'open' },
              ':now': { S: now.toISOString() },
              ':none': { N: '0' },
            },
            ReturnValues: ALL_NEW,
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        )
        .catch(alreadyThere);
      return fromItem<Box>(Attributes);
    },

    close: (accountId, now) =>
      changed(
        new UpdateItemCommand({
          ...keyOf(accountId),
          UpdateExpression: 'SET #s = :closed, closedAt = :now',
          ConditionExpression: '#s = :open',
          ExpressionAttributeNames: { '#s': 'status' },
          ExpressionAttributeValues: {
            ':open': { S: 'open' },
            ':closed': { S: 'closed' },
            ':now': { S: now.toISOString() },
          },
        }),
      ),

    reserve: (accountId, bytes, limit) =>
      changed(
        new UpdateItemCommand({
          ...keyOf(accountId),
          UpdateExpression: 'ADD #b :bytes',
          ConditionExpression: '#b <= :room',
          ExpressionAttributeNames: { '#b': 'bytes' },
          ExpressionAttributeValues: {
            ':bytes': { N: String(bytes) },
            ':room': { N: String(limit - bytes) },
          },
        }),
      ),

    async release(accountId, bytes) {
      await changed(
        new UpdateItemCommand({
          ...keyOf(accountId),
          UpdateExpression: 'ADD #b :bytes',
          ConditionExpression: '#b >= :least',
          ExpressionAttributeNames: { '#b': 'bytes' },
          ExpressionAttributeValues: { ':bytes': { N: String(-bytes) }, ':least': { N: String(bytes) } },
        }),
      );
    },
  };
}

/** The box was open already: the failed condition brings it along. */
function alreadyThere(error: unknown): { Attributes?: Parameters<typeof fromItem>[0] } {
  if (isConditionFailure(error) && error instanceof Error && 'Item' in error) {
    return { Attributes: error.Item as Parameters<typeof fromItem>[0] };
  }
  throw error;
}

async function changed(command: UpdateItemCommand): Promise<boolean> {
  return happened(dynamo().send(command));
}
