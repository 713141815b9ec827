import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, fromItem } from './dynamo.ts';

/** What a person has in a table with the index `by-account`, the newest first. */
export async function ofAccount<T>(tableName: string, accountId: string): Promise<T[]> {
  const { Items = [] } = await dynamo().send(
    new QueryCommand({
      TableName: tableName,
      IndexName: 'by-account',
      KeyConditionExpression: 'accountId = :account',
      ExpressionAttributeValues: { ':account': { S: accountId } },
      ScanIndexForward: false,
    }),
  );
  return Items.map((item) => fromItem<T>(item));
}
