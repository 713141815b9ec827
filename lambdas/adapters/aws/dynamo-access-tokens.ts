import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { AccessToken, AccessTokens } from '../../domain/access-token/access-token.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** How long a revocation stands for a token that was never kept. */
const REVOCATION_SECONDS = 3600;

/** Tokens by their hash. A revocation may come before its token and then keeps it out. */
export function dynamoAccessTokens(tableName: string): AccessTokens {
  return {
    async keep(token) {
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({ ...token, expiresAt: epochSeconds(new Date(token.validUntil)) + 1 }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    async find(id, now) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      const token = Item && fromItem<AccessToken & { revokedAt?: string }>(Item);
      return token?.revokedAt === undefined && token !== undefined && token.validUntil > now.toISOString()
        ? token
        : undefined;
    },

    async revoke(id, now) {
      await dynamo().send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { id: { S: id } },
          UpdateExpression: 'SET revokedAt = :now, expiresAt = :until',
          ExpressionAttributeValues: {
            ':now': { S: now.toISOString() },
            ':until': { N: String(epochSeconds(now) + REVOCATION_SECONDS) },
          },
        }),
      );
    },
  };
}
