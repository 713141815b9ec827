import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeRequest, AttributeRequests } from '../../domain/attribute/attribute-request.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

const LISTED = 100;

/** One item per request; every step is conditional on the version it was read at. */
export function dynamoAttributeRequests(tableName: string): AttributeRequests {
  const list = async (index: string, key: string, value: string): Promise<readonly AttributeRequest[]> => {
    const { Items } = await dynamo().send(
      new QueryCommand({
        TableName: tableName,
        IndexName: index,
        KeyConditionExpression: '#key = :value',
        ExpressionAttributeNames: { '#key': key },
        ExpressionAttributeValues: { ':value': { S: value } },
        ScanIndexForward: false,
        Limit: LISTED,
      }),
    );
    return (Items ?? []).map((item) => fromItem<AttributeRequest>(item));
  };

  return {
    async create(request) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(request),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<AttributeRequest>(Item);
    },

    ofDelegate: (accountId) => list('by-delegate', 'delegateId', accountId),
    ofOrganisation: (organisationId) => list('by-organisation', 'organisationId', organisationId),

    async advance(request, changes) {
      try {
        const change = changeExpression({ ...changes, version: request.version + 1 });
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: request.id } },
            ...change,
            ConditionExpression: '#version = :read',
            ExpressionAttributeValues: {
              ...change.ExpressionAttributeValues,
              ':read': { N: String(request.version) },
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return Attributes && fromItem<AttributeRequest>(Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },
  };
}
