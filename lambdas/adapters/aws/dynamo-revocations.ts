import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { RevocationEntry } from '../../domain/certificate/certificate-record.ts';
import type { Revocations } from '../../domain/revocation/revocations.ts';
import { dynamo, fromItem } from './dynamo.ts';

/** Reads consistently: a CRL made from it holds every revocation that was acknowledged. */
export function dynamoRevocations(tableName: string): Revocations {
  return {
    async ofPartition(partition) {
      const query = {
        TableName: tableName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': 'partition' },
        ExpressionAttributeValues: { ':partition': { S: partition } },
        ConsistentRead: true,
      };
      const entries: RevocationEntry[] = [];
      for await (const { Items = [] } of paginateQuery({ client: dynamo() }, query)) {
        entries.push(...Items.map((item) => fromItem<RevocationEntry>(item)));
      }
      return entries;
    },
  };
}
