import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type {
  BoxItem,
  ErasedBoxItems,
  Folder,
  LetterItems,
  OwnBoxItems,
} from '../../domain/box/box-items.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';

/** One item per thing in a box; the index `by-shelf` lists a folder without reading the others. */
export function dynamoBoxItems(tableName: string): OwnBoxItems & LetterItems & ErasedBoxItems {
  const keyOf = (boxId: string, itemId: string) => ({
    TableName: tableName,
    Key: { boxId: { S: boxId }, itemId: { S: itemId } },
  });
  const change = (boxId: string, itemId: string, update: Change): Promise<boolean> =>
    happened(dynamo().send(new UpdateItemCommand({ ...keyOf(boxId, itemId), ...update })));
  const put = (item: BoxItem, shelf: string): Promise<boolean> =>
    happened(
      dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...item, shelf }),
          ConditionExpression: 'attribute_not_exists(boxId)',
        }),
      ),
    );
  return {
    keep: (item) => put(item, shelfOf(item.boxId, item.folder)),

    prepare: (item) => put({ ...item, folder: 'safe', uploading: true }, `${item.boxId}#${UPLOADING}`),

    admit: (boxId, itemId) =>
      change(boxId, itemId, {
        UpdateExpression: 'SET shelf = :safe REMOVE uploading',
        ConditionExpression: 'attribute_exists(uploading)',
        ExpressionAttributeValues: { ':safe': { S: shelfOf(boxId, 'safe') } },
      }),

    async uploading(boxId, limit) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-shelf',
          KeyConditionExpression: 'shelf = :shelf',
          ExpressionAttributeValues: { ':shelf': { S: `${boxId}#${UPLOADING}` } },
          Limit: limit,
        }),
      );
      return Items.map(toBoxItem);
    },

    async *all(boxId) {
      const pages = paginateQuery(
        { client: dynamo() },
        {
          TableName: tableName,
          KeyConditionExpression: 'boxId = :box',
          ExpressionAttributeValues: { ':box': { S: boxId } },
          ConsistentRead: true,
        },
      );
      for await (const { Items = [] } of pages) yield* Items.map(toBoxItem);
    },

    async find(boxId, itemId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ ...keyOf(boxId, itemId), ConsistentRead: true }),
      );
      return Item && toBoxItem(Item);
    },

    async list(boxId, folder, limit, from) {
      const { Items = [], LastEvaluatedKey } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-shelf',
          KeyConditionExpression: from === undefined ? 'shelf = :shelf' : 'shelf = :shelf AND itemId < :from',
          ExpressionAttributeValues: {
            ':shelf': { S: shelfOf(boxId, folder) },
            ...(from !== undefined && { ':from': { S: from } }),
          },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      const next = LastEvaluatedKey?.itemId?.S;
      return { items: Items.map(toBoxItem), ...(next !== undefined && { next }) };
    },

    markRead: (boxId, itemId, now) =>
      change(boxId, itemId, {
        UpdateExpression: 'SET readAt = :now',
        ConditionExpression: 'attribute_exists(boxId) AND attribute_not_exists(readAt)',
        ExpressionAttributeValues: { ':now': { S: now.toISOString() } },
      }),

    file: (boxId, itemId, folder) =>
      change(boxId, itemId, {
        UpdateExpression: 'SET folder = :folder, shelf = :shelf',
        ConditionExpression: 'attribute_exists(boxId) AND attribute_not_exists(uploading)',
        ExpressionAttributeValues: { ':folder': { S: folder }, ':shelf': { S: shelfOf(boxId, folder) } },
      }),

    delete: (boxId, itemId) =>
      happened(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(boxId, itemId),
            ConditionExpression: 'attribute_exists(boxId)',
          }),
        ),
      ),

    async follow({ boxId, itemId, sealed, letterState }) {
      await change(boxId, itemId, {
        UpdateExpression: 'SET sealed = :sealed, letterState = :state',
        ConditionExpression: 'letterState = :waiting',
        ExpressionAttributeValues: {
          ':sealed': { S: sealed },
          ':state': { S: letterState ?? 'waiting' },
          ':waiting': { S: 'waiting' },
        },
      });
    },
  };
}

type Change = Pick<
  UpdateItemCommandInput,
  'UpdateExpression' | 'ConditionExpression' | 'ExpressionAttributeValues'
>;

/** The shelf of what is in no folder yet. */
const UPLOADING = 'uploading';

const shelfOf = (boxId: string, folder: Folder): string => `${boxId}#${folder}`;

function toBoxItem(item: Parameters<typeof fromItem>[0]): BoxItem {
  const { shelf: _shelf, ...rest } = fromItem<BoxItem & { shelf: string }>(item);
  return rest;
}
