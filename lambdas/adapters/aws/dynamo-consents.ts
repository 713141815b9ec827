import { DeleteItemCommand, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Consent, Consents } from '../../domain/consent/consent.ts';
import { dynamo, fromItem, happened, type Item } from './dynamo.ts';

/** One item per person and client. */
export function dynamoConsents(tableName: string): Consents {
  const keyOf = (accountId: string, clientId: string) => ({
    TableName: tableName,
    Key: { accountId: { S: accountId }, clientId: { S: clientId } },
  });
  return {
    async find(accountId, clientId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ ...keyOf(accountId, clientId), ConsistentRead: true }),
      );
      return Item && consentOf(Item);
    },

    async keep({ accountId, clientId, claims, now }) {
      const set = 'SET lastUsedAt = :now, givenAt = if_not_exists(givenAt, :now)';
      await dynamo().send(
        new UpdateItemCommand({
          ...keyOf(accountId, clientId),
          UpdateExpression: claims.length === 0 ? set : `${set} ADD claims :claims`,
          ExpressionAttributeValues: {
            ':now': { S: now.toISOString() },
            ...(claims.length > 0 && { ':claims': { SS: [...claims] } }), // no set is empty
          },
        }),
      );
    },

    async of(accountId) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).map(consentOf);
    },

    async revoke(accountId, clientId) {
      return happened(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(accountId, clientId),
            ConditionExpression: 'attribute_exists(accountId)',
          }),
        ),
      );
    },
  };
}

/** A consent as its table holds it; one to no claims at all has none there. */
export const consentOf = (item: Item): Consent => fromItem<Consent>({ claims: { L: [] }, ...item });
