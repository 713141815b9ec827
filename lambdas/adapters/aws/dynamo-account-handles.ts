import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { AccountHandles } from '../../domain/account/accounts.ts';
import { dynamo } from './dynamo.ts';

/** Items `{id: <handle>, accountId}`; one without `accountId` is held by an enrolment that is not accepted yet. */
export function dynamoAccountHandles(tableName: string): AccountHandles {
  return {
    async accountOf(handle) {
      const { Item } = await dynamo().send(
        new GetItemCommand({
          TableName: tableName,
          Key: { id: { S: handle } },
          ProjectionExpression: 'accountId',
        }),
      );
      return Item?.accountId?.S;
    },
  };
}
