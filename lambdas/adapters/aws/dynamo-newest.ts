import { QueryCommand, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { dynamo, type Item } from './dynamo.ts';

/** What a query finds, backwards and page after page, until there are so many. */
export async function newest(query: QueryCommandInput, limit: number): Promise<readonly Item[]> {
  const found: Item[] = [];
  let from: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo().send(
      new QueryCommand({
        ...query,
        ScanIndexForward: false,
        Limit: limit - found.length,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    found.push(...Items);
    from = LastEvaluatedKey;
  } while (from !== undefined && found.length < limit);
  return found;
}
