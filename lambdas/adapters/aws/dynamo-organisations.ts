import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Organisation, Organisations } from '../../domain/organisation/organisation.ts';
import type {
  OrganisationAdmissions,
  OrganisationRegistrations,
} from '../../domain/organisation/organisation-registrations.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/**
 * One item per organisation. A number that was refused may be asked for again; who represents it is told by the organisation alone
 * (`representativeId`), never by a member's entry.
 */
export function dynamoOrganisations(
  tableName: string,
): Organisations & OrganisationRegistrations & OrganisationAdmissions {
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Organisation>(Item);
    },

    register: (organisation) =>
      happened(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem(organisation),
            ConditionExpression: 'attribute_not_exists(id) OR #status = :refused',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: { ':refused': { S: 'refused' } },
          }),
        ),
      ),

    async withStatus(status) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-status',
          KeyConditionExpression: '#status = :status',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':status': { S: status } },
        }),
      );
      return (Items ?? []).map((item) => fromItem<Organisation>(item));
    },

    decide(organisation, { status, by, at }) {
      const version = organisation.version + 1;
      const change = changeExpression({ status, decidedBy: by, decidedAt: at.toISOString(), version });
      return happened(
        dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: organisation.id } },
            ...change,
            ConditionExpression: '#version = :read',
            ExpressionAttributeValues: {
              ...change.ExpressionAttributeValues,
              ':read': { N: String(organisation.version) },
            },
          }),
        ),
      );
    },
  };
}
