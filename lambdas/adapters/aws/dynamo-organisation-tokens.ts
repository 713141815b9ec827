import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type {
  OrganisationToken,
  OrganisationTokens,
} from '../../domain/organisation-token/organisation-token.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** In the table of access tokens under ids of their own: a person's token is never found here, nor one of these there. */
export function dynamoOrganisationTokens(tableName: string): OrganisationTokens {
  const idOf = (id: string): string => `organisation#${id}`;
  return {
    async keep(token) {
      const expiresAt = epochSeconds(new Date(token.validUntil)) + 1;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...token, id: idOf(token.id), expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id, now) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: idOf(id) } }, ConsistentRead: true }),
      );
      const token = Item && fromItem<OrganisationToken>(Item);
      return token !== undefined && token.validUntil > now.toISOString() ? { ...token, id } : undefined;
    },

    async revoke({ id, clientId, now }) {
      try {
        await dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: idOf(id) } },
            UpdateExpression: 'SET validUntil = :now',
            ConditionExpression: 'clientId = :client AND validUntil > :now',
            ExpressionAttributeValues: { ':now': { S: now.toISOString() }, ':client': { S: clientId } },
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
      }
    },
  };
}
