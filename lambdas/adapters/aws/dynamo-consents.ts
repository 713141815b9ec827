import { DeleteItemCommand, GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Consent, Consents } from '../../domain/consent/consent.ts';
import { dynamo, fromItem, isConditionFailure, toAttribute } from './dynamo.ts';

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
      return Item && fromItem<Consent>(Item);
    },

    async keep({ accountId, clientId, claims, now }) {
      await dynamo().send(
        new UpdateItemCommand({
          ...keyOf(accountId, clientId),
          UpdateExpression: 'SET claims = :claims, lastUsedAt = :now, givenAt = if_not_exists(givenAt, :now)',
          ExpressionAttributeValues: { ':claims': toAttribute(claims), ':now': { S: now.toISOString() } },
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
      return (Items ?? []).map((item) => fromItem<Consent>(item));
    },

    async revoke(accountId, clientId) {
      try {
        await dynamo().send(
          new DeleteItemCommand({
            ...keyOf(accountId, clientId),
            ConditionExpression: 'attribute_exists(accountId)',
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },
  };
}
