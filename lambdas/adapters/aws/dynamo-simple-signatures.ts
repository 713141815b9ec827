import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SimpleSignature, SimpleSignatures } from '../../domain/simple-signature/simple-signatures.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/** Simple signatures by id; each step from one state to the next is one conditional write. */
export function dynamoSimpleSignatures(tableName: string): SimpleSignatures {
  const step = async (id: string, from: SimpleSignature['state'], changes: object): Promise<boolean> => {
    const change = changeExpression(changes);
    return happened(
      dynamo().send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { id: { S: id } },
          ...change,
          ConditionExpression: '#state = :from',
          ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ':from': { S: from } },
        }),
      ),
    );
  };
  return {
    async create(signature) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(signature),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<SimpleSignature>(Item);
    },

    confirm: (id, at) => step(id, 'waiting', { state: 'confirmed', confirmedAt: at.toISOString() }),
    complete: (id, sealed) => step(id, 'confirmed', { state: 'signed', sealed }),
  };
}
