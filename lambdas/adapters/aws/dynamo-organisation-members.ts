import { DeleteItemCommand, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { OrganisationMember, OrganisationMembers } from '../../domain/organisation/organisation.ts';
import type { OrganisationMemberships } from '../../domain/organisation/organisation-registrations.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** One item per person and organisation. */
export function dynamoOrganisationMembers(tableName: string): OrganisationMembers & OrganisationMemberships {
  const keyOf = (accountId: string, organisationId: string) => ({
    TableName: tableName,
    Key: { accountId: { S: accountId }, organisationId: { S: organisationId } },
  });

  return {
    async of(accountId) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).map((item) => fromItem<OrganisationMember>(item));
    },

    async find(accountId, organisationId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ ...keyOf(accountId, organisationId), ConsistentRead: true }),
      );
      return Item && fromItem<OrganisationMember>(Item);
    },

    async represent(accountId, organisationId) {
      const Item = toItem({ accountId, organisationId, role: 'representative' });
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item }));
    },

    join: (accountId, organisationId) =>
      unlessRefused(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({ accountId, organisationId, role: 'delegate' }),
            ConditionExpression: 'attribute_not_exists(accountId)',
          }),
        ),
      ),

    leave: (accountId, organisationId) =>
      unlessRefused(
        dynamo().send(
          new DeleteItemCommand({
            ...keyOf(accountId, organisationId),
            ConditionExpression: '#role = :delegate',
            ExpressionAttributeNames: { '#role': 'role' },
            ExpressionAttributeValues: { ':delegate': { S: 'delegate' } },
          }),
        ),
      ),
  };
}

/** A condition that does not hold leaves the member as it is: that is meant. */
async function unlessRefused(write: Promise<object>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
  }
}
