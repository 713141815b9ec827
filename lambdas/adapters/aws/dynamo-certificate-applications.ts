import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { CertificateApplication } from '../../domain/certificate-application/application.ts';
import type { CertificateApplications } from '../../domain/certificate-application/applications.ts';
import { dynamo, fromItem, happened, toItem } from './dynamo.ts';

/** One item per application, in the shape of `CertificateApplication`; `issued` is set by `dynamoIssuances`. */
export function dynamoCertificateApplications(tableName: string): CertificateApplications {
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<CertificateApplication>(Item);
    },

    async keep(application) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(application),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async confirm(application, at) {
      return happened(
        dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: application.id } },
            UpdateExpression: 'SET #status = :confirmed, confirmedAt = :at, version = version + :one',
            ConditionExpression: '#status = :toConfirm',
            ExpressionAttributeNames: { '#status': 'status' },
            ExpressionAttributeValues: {
              ':confirmed': { S: 'confirmed' },
              ':toConfirm': { S: 'to-confirm' },
              ':at': { S: at.toISOString() },
              ':one': { N: '1' },
            },
          }),
        ),
      );
    },
  };
}
