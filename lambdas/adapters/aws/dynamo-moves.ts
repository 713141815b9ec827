import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Move, Moves } from '../../domain/move/move.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';
import { ofAccount } from './dynamo-of-account.ts';

/** Moves by id; every change is conditional on the version that was read. */
export function dynamoMoves(tableName: string): Moves {
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Move>(Item);
    },

    of: (accountId) => ofAccount<Move>(tableName, accountId),

    async create(move) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(move),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async change({ id, version }, changes) {
      const update = changeExpression({ ...changes, version: version + 1 });
      return happened(
        dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: id } },
            ...update,
            ConditionExpression: '#version = :was',
            ExpressionAttributeValues: {
              ...update.ExpressionAttributeValues,
              ':was': { N: String(version) },
            },
          }),
        ),
      );
    },
  };
}
