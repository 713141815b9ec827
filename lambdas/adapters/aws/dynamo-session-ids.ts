import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { SessionIds } from '../../domain/logout-token/session-ids.ts';
import { dynamo, fromItem } from './dynamo.ts';

/** Read from the table of grants, where each carries the `sid` that its client knows. */
export function dynamoSessionIds(tableName: string): SessionIds {
  return {
    async of(accountId, clientId) {
      const pages = paginateQuery(
        { client: dynamo() },
        {
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          FilterExpression: 'clientId = :client',
          ProjectionExpression: 'sid',
          ExpressionAttributeValues: { ':account': { S: accountId }, ':client': { S: clientId } },
        },
      );
      const sids: string[] = [];
      for await (const { Items = [] } of pages) {
        sids.push(...Items.map((item) => fromItem<{ readonly sid: string }>(item).sid));
      }
      return sids;
    },
  };
}
