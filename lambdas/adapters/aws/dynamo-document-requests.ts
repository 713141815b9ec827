import { GetItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { DocumentRequest, DocumentRequests } from '../../domain/document-request/document-request.ts';
import { dynamo, fromItem, isConditionFailure } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/** Requests of documents; they are put with their application (`dynamo-applications.ts`). */
export function dynamoDocumentRequests(tableName: string): DocumentRequests {
  return {
    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<DocumentRequest>(Item);
    },

    async ofIssuer(organisationId, limit) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-issuer',
          KeyConditionExpression: 'issuerId = :issuer',
          ExpressionAttributeValues: { ':issuer': { S: organisationId } },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((item) => fromItem<DocumentRequest>(item));
    },

    async change(request, changes) {
      const change = changeExpression({ ...changes, version: request.version + 1 });
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: { id: { S: request.id } },
            ...change,
            ConditionExpression: '#version = :readVersion',
            ExpressionAttributeValues: {
              ...change.ExpressionAttributeValues,
              ':readVersion': { N: String(request.version) },
            },
            ReturnValues: 'ALL_NEW',
          }),
        );
        return fromItem<DocumentRequest>(Attributes ?? {});
      } catch (error) {
        if (isConditionFailure(error)) return undefined;
        throw error;
      }
    },
  };
}
