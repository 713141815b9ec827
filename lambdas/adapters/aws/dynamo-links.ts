import {
  GetItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Refusal } from '../../domain/errors.ts';
import type { LinkRecord, Links } from '../../domain/link/links.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import { dynamo, epochSeconds, fromItem, type Item, isConditionFailure, toItem } from './dynamo.ts';

interface StoredLink {
  readonly purpose: string;
  readonly subject: string;
  readonly data: Record<string, string>;
  readonly expiresAt: number;
  readonly usedAt?: number;
}

/** Links by the hash of their token; use is one conditional write. */
export function dynamoLinks(tableName: string, randomness: Randomness): Links {
  return {
    async create({ purpose, subject, lifetimeSeconds, now, data = {} }) {
      const token = randomness.secret();
      const expiresAt = epochSeconds(now) + lifetimeSeconds;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ id: hashSecret(token), purpose, subject, data, expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
      return token;
    },

    async find({ token, purpose, now }) {
      const { Item } = await dynamo().send(
        new GetItemCommand({
          TableName: tableName,
          Key: { id: { S: hashSecret(token) } },
          ConsistentRead: true,
        }),
      );
      if (Item === undefined) return undefined;
      const link = fromItem<StoredLink>(Item);
      return link.purpose === purpose && link.expiresAt > epochSeconds(now) ? toRecord(link) : undefined;
    },

    async consume({ token, purpose, now }) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: hashSecret(token) } },
            UpdateExpression: 'SET usedAt = :now',
            ConditionExpression: 'purpose = :purpose AND expiresAt > :now AND attribute_not_exists(usedAt)',
            ExpressionAttributeValues: {
              ':now': { N: String(epochSeconds(now)) },
              ':purpose': { S: purpose },
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return toRecord(fromItem<StoredLink>(Attributes ?? {}));
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        throw refusalOf((error as { Item?: Item }).Item, purpose);
      }
    },
  };
}

/** The use of a link as part of a transaction; its purpose was looked at before. */
export const useLink = (tableName: string, token: string, now: Date): TransactWriteItem => ({
  Update: {
    TableName: tableName,
    Key: { id: { S: hashSecret(token) } },
    UpdateExpression: 'SET usedAt = :now',
    ConditionExpression: 'expiresAt > :now AND attribute_not_exists(usedAt)',
    ExpressionAttributeValues: { ':now': { N: String(epochSeconds(now)) } },
  },
});

const toRecord = (link: StoredLink): LinkRecord => ({
  subject: link.subject,
  data: link.data,
  expiresAt: new Date(link.expiresAt * 1000),
  used: link.usedAt !== undefined,
});

/** An unknown link is answered like an expired one, so that nothing is learnt by guessing. */
function refusalOf(item: Item | undefined, purpose: string): Refusal {
  const link = item && fromItem<StoredLink>(item);
  if (link?.purpose === purpose && link.usedAt !== undefined) {
    return new Refusal(
      'gone',
      'link-used',
      'This link was used already. Go on where you left, or ask for a new one.',
      { next: ['restart'] },
    );
  }
  return new Refusal('gone', 'link-expired', 'This link is no longer valid. Ask for a new one.', {
    next: ['restart'],
  });
}
