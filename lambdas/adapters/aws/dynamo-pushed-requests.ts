import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { CheckedRequest } from '../../domain/authorization-request/check-request.ts';
import type { PushedRequests } from '../../domain/pushed-request/pushed-request.ts';
import { dynamo, epochSeconds, happened, toItem } from './dynamo.ts';

/** One put when a request is pushed, one read each time it is opened, one conditional write when it is answered. */
export function dynamoPushedRequests(tableName: string): PushedRequests {
  return {
    async keep({ id, clientId, request, validUntil, answerableUntil }) {
      const record = {
        id,
        clientId,
        request: JSON.stringify(request),
        validUntil,
        expiresAt: epochSeconds(new Date(answerableUntil)) + 1,
      };
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: toItem(record) }));
    },

    async find({ id, clientId, now }) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      const text = Item?.request?.S; // gone when it was answered
      const usable = Item?.clientId?.S === clientId && (Item.validUntil?.S ?? '') > now.toISOString();
      return usable && text !== undefined ? (JSON.parse(text) as CheckedRequest) : undefined;
    },

    async answer({ id, by }) {
      return await happened(
        dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: id } },
            UpdateExpression: 'SET answeredBy = :by REMOVE #request',
            ConditionExpression:
              'attribute_exists(id) AND (attribute_not_exists(answeredBy) OR answeredBy = :by)',
            ExpressionAttributeNames: { '#request': 'request' },
            ExpressionAttributeValues: { ':by': { S: by } },
          }),
        ),
      );
    },
  };
}
