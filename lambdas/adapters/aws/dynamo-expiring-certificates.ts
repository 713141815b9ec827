import { QueryCommand } from '@aws-sdk/client-dynamodb';
import type { CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import type { ExpiringCertificates } from '../../domain/certificate/expiring-certificates.ts';
import { dynamo, fromItem, type Item } from './dynamo.ts';

/** The index `by-expiry`: a day is one partition of it. */
export function dynamoExpiringCertificates(tableName: string): ExpiringCertificates {
  return {
    async *expiringOn(day) {
      let next: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamo().send(
          new QueryCommand({
            TableName: tableName,
            IndexName: 'by-expiry',
            KeyConditionExpression: 'expiresOn = :day',
            ExpressionAttributeValues: { ':day': { S: day } },
            ExclusiveStartKey: next,
          }),
        );
        yield Items.map((item) => fromItem<CertificateRecord>(item));
        next = LastEvaluatedKey;
      } while (next !== undefined);
    },
  };
}
