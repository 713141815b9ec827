import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Letter } from '../../domain/letter/letter.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { dynamo, epochSeconds, fromItem, happened, type Item, isConditionFailure, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

const DAY_SECONDS = 86_400;
const DUE_AT_ONCE = 25;

/** One item per letter; in `by-sender` once it is deposited, in `by-deadline` while something is left to do. */
export function dynamoLetters(tableName: string, keptDays: number): Letters {
  const keyOf = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });
  return {
    create: (letter) =>
      happened(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({
              ...letter,
              expiresAt: epochSeconds(new Date(letter.preparedAt)) + keptDays * DAY_SECONDS,
            }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),

    async find(id) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...keyOf(id), ConsistentRead: true }));
      return Item && toLetter(Item);
    },

    async advance(letter, changes) {
      const expression = changeExpression({ ...changes, version: letter.version + 1 });
      const values = { ...expression.ExpressionAttributeValues, ':read': { N: String(letter.version) } };
      try {
        const { Attributes = {} } = await dynamo().send(
          new UpdateItemCommand({
            ...keyOf(letter.id),
            ...expression,
            ExpressionAttributeValues: values,
            ConditionExpression: '#version = :read',
            ReturnValues: 'ALL_NEW',
          }),
        );
        return toLetter(Attributes);
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },

    async ofSender(senderId, limit, from) {
      const start = from === undefined ? undefined : decodeStart(senderId, from);
      const { Items = [], LastEvaluatedKey } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-sender',
          KeyConditionExpression: 'senderId = :sender',
          ExpressionAttributeValues: { ':sender': { S: senderId } },
          ScanIndexForward: false,
          Limit: limit,
          ...(start && { ExclusiveStartKey: start }),
        }),
      );
      const next = LastEvaluatedKey && `${LastEvaluatedKey.submittedAt?.S} ${LastEvaluatedKey.id?.S}`;
      return { letters: Items.map(toLetter), ...(next !== undefined && { next }) };
    },

    async *due(shard, now) {
      let start: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await dynamo().send(
          new QueryCommand({
            TableName: tableName,
            IndexName: 'by-deadline',
            KeyConditionExpression: 'awaiting = :shard AND deadline <= :now',
            ExpressionAttributeValues: { ':shard': { S: shard }, ':now': { S: now.toISOString() } },
            Limit: DUE_AT_ONCE,
            ...(start && { ExclusiveStartKey: start }),
          }),
        );
        yield Items.map(toLetter);
        start = LastEvaluatedKey;
      } while (start !== undefined);
    },

    forget: (letter) =>
      happened(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(letter.id),
            ConditionExpression: '#status = :prepared',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':prepared': { S: 'prepared' } },
          }),
        ),
      ),
  };
}

function toLetter(item: Parameters<typeof fromItem>[0]): Letter {
  const { expiresAt: _expiresAt, ...letter } = fromItem<Letter & { expiresAt: number }>(item);
  return letter;
}

/** `<submittedAt> <id>`, as `ofSender` gave it. */
function decodeStart(senderId: string, from: string) {
  const [submittedAt = '', id = ''] = from.split(' ');
  return { senderId: { S: senderId }, submittedAt: { S: submittedAt }, id: { S: id } };
}
