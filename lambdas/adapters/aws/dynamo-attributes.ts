import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Attribute, Attributes } from '../../domain/attribute/attribute.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';

const LISTED = 100;

/** One item per attribute. Lists come from an index for their ids only: an index may still show as good what was just revoked. */
export function dynamoAttributes(tableName: string): Attributes {
  const find = async (id: string): Promise<Attribute | undefined> => {
    const { Item } = await dynamo().send(
      new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
    );
    return Item && fromItem<Attribute>(Item);
  };

  const list = async (index: string, key: string, value: string): Promise<readonly Attribute[]> => {
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
    const found = await Promise.all((Items ?? []).map((item) => find(item.id?.S ?? '')));
    return found.flatMap((attribute) => attribute ?? []);
  };

  return {
    find,
    ofHolder: (accountId) => list('by-holder', 'holderId', accountId),
    ofOrganisation: (organisationId) => list('by-organisation', 'organisationId', organisationId),

    async keep(attribute) {
      return happened(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem(attribute),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      );
    },

    async revoke(id, by, at) {
      return happened(
        dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: id } },
            UpdateExpression: 'SET #status = :revoked, revokedAt = :at, revokedBy = :by ADD version :one',
            ConditionExpression: '#status = :good',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':revoked': { S: 'revoked' },
              ':good': { S: 'good' },
              ':at': { S: at.toISOString() },
              ':by': { S: by },
              ':one': { N: '1' },
            },
          }),
        ),
      );
    },
  };
}
