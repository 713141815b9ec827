import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';

/** Before every id of a persona, so that a query for those leaves it out. */
const COUNTER = '#count';
export const FIRST_ID = '-';

/**
 * A counter of what a person owns, written in one transaction with what it counts: so a limit holds however many come at once.
 * It stands in the table of personas, where no function that obeys a client ever looks.
 */
export function countOwned(
  tableName: string,
  ownerId: string,
  what: 'clients' | 'personas',
  { by, limit }: { readonly by: 1 | -1; readonly limit?: number },
): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: { ownerId: { S: ownerId }, id: { S: COUNTER } },
      UpdateExpression: 'ADD #what :by',
      ...(limit !== undefined && {
        ConditionExpression: limit > 0 ? 'attribute_not_exists(#what) OR #what < :limit' : '#what < :limit',
      }),
      ExpressionAttributeNames: { '#what': what },
      ExpressionAttributeValues: {
        ':by': { N: String(by) },
        ...(limit !== undefined && { ':limit': { N: String(limit) } }),
      },
    },
  };
}
