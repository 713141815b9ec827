import { GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Business, Businesses } from '../../domain/business/business.ts';
import { dynamo, fromItem, toItem } from './dynamo.ts';

const DIRECTORY = 'businesses';
const CACHE_MILLISECONDS = 60_000;

/** The directory, in one partition: it is read whole, some hundred entries, and kept for a minute. */
export function dynamoBusinesses(
  tableName: string,
  clock: () => number = () => performance.now(),
): Businesses {
  let kept: { readonly at: number; readonly businesses: Promise<readonly Business[]> } | undefined;
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({
          TableName: tableName,
          Key: { directory: { S: DIRECTORY }, id: { S: id } },
          ConsistentRead: true,
        }),
      );
      return Item && toBusiness(Item);
    },

    async list() {
      if (kept === undefined || clock() - kept.at > CACHE_MILLISECONDS) {
        const businesses = load(tableName);
        kept = { at: clock(), businesses };
        businesses.catch(() => {
          kept = undefined;
        });
      }
      return kept.businesses;
    },
  };
}

/** Enters a business, or replaces its entry: the operator's command line. */
export async function enterBusiness(tableName: string, business: Business): Promise<void> {
  await dynamo().send(
    new PutItemCommand({ TableName: tableName, Item: toItem({ directory: DIRECTORY, ...business }) }),
  );
}

async function load(tableName: string): Promise<readonly Business[]> {
  const businesses: Business[] = [];
  let from: Record<string, never> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await dynamo().send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'directory = :directory',
        ExpressionAttributeValues: { ':directory': { S: DIRECTORY } },
        ExclusiveStartKey: from,
      }),
    );
    businesses.push(...Items.map(toBusiness));
    from = LastEvaluatedKey as typeof from;
  } while (from !== undefined);
  return businesses.filter(({ status }) => status === 'active');
}

function toBusiness(item: Parameters<typeof fromItem>[0]): Business {
  const { directory: _directory, ...business } = fromItem<Business & { directory: string }>(item);
  return business;
}
