import { DeleteItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb';
import type { OwnedRecords } from '../../domain/erasure/owned-records.ts';
import { dynamo, type Item } from './dynamo.ts';

/** How a table's records are found by their owner: by their own key, or by an index. */
export interface OwnedKeys {
  readonly key: string;
  readonly sort?: string;
  /** Index and its key, where the owner is not the table's own. */
  readonly index?: { readonly name: string; readonly key: string };
}

/** The records of one owner in a table, found by its keys and deleted one by one. */
export function dynamoOwnedRecords(tableName: string, { key, sort, index }: OwnedKeys): OwnedRecords {
  const names = sort === undefined ? [key] : [key, sort];
  const remove = (item: Item) => {
    const Key = Object.fromEntries(names.map((name) => [name, item[name] ?? { S: '' }]));
    return dynamo().send(new DeleteItemCommand({ TableName: tableName, Key }));
  };
  return {
    async purge(owner) {
      if (sort === undefined && index === undefined) {
        await remove({ [key]: { S: owner } });
        return;
      }
      const pages = paginateQuery(
        { client: dynamo() },
        {
          TableName: tableName,
          ...(index === undefined ? { ConsistentRead: true } : { IndexName: index.name }),
          KeyConditionExpression: '#owner = :owner',
          ProjectionExpression: names.map((_name, at) => `#k${at}`).join(', '),
          ExpressionAttributeNames: {
            '#owner': index?.key ?? key,
            ...Object.fromEntries(names.map((name, at) => [`#k${at}`, name])),
          },
          ExpressionAttributeValues: { ':owner': { S: owner } },
        },
      );
      for await (const { Items = [] } of pages) for (const item of Items) await remove(item);
    },
  };
}
