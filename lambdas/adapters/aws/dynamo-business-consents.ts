import { DeleteItemCommand, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { BusinessConsent, BusinessConsents } from '../../domain/business/business.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';

/** One item per person and business. */
export function dynamoBusinessConsents(tableName: string): BusinessConsents {
  const keyOf = (accountId: string, businessId: string) => ({
    TableName: tableName,
    Key: { accountId: { S: accountId }, businessId: { S: businessId } },
  });
  return {
    async of(accountId) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => fromItem<BusinessConsent>(item));
    },

    async find(accountId, businessId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ ...keyOf(accountId, businessId), ConsistentRead: true }),
      );
      return Item && fromItem<BusinessConsent>(Item);
    },

    async keep(consent) {
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: toItem(consent) }));
    },

    async withdraw(accountId, businessId) {
      return happened(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(accountId, businessId),
            ConditionExpression: 'attribute_exists(accountId)',
          }),
        ),
      );
    },
  };
}
