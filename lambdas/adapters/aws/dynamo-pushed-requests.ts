import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { CheckedRequest } from '../../domain/authorization-request/check-request.ts';
import type { PushedRequests } from '../../domain/pushed-request/pushed-request.ts';
import { dynamo, epochSeconds, isConditionFailure, toItem } from './dynamo.ts';

/** One put when a request is pushed; one conditional delete, which gives it back, when it is used (RFC 9126 §4). */
export function dynamoPushedRequests(tableName: string): PushedRequests {
  return {
    async keep({ id, clientId, request, validUntil }) {
      const record = {
        id,
        clientId,
        request: JSON.stringify(request),
        validUntil,
        expiresAt: epochSeconds(new Date(validUntil)) + 1,
      };
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: toItem(record) }));
    },
    async consume({ id, clientId, now }) {
      try {
        const { Attributes } = await dynamo().send(
          new DeleteItemCommand({
            TableName: tableName,
            Key: { id: { S: id } },
            ConditionExpression: 'clientId = :client AND validUntil > :now',
            ExpressionAttributeValues: { ':client': { S: clientId }, ':now': { S: now.toISOString() } },
            ReturnValues: 'ALL_OLD',
          }),
        );
        const text = Attributes?.request?.S;
        return text === undefined ? undefined : (JSON.parse(text) as CheckedRequest);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },
  };
}
