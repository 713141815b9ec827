import { paginateQuery } from '@aws-sdk/client-dynamodb';
import type { Revocation, Revocations } from '../../domain/revocation/revocations.ts';
import { dynamo, fromItem } from './dynamo.ts';

/** Reads consistently: a CRL made from it holds every revocation that was acknowledged. */
export function dynamoRevocations(tableName: string): Revocations {
  return {
    async ofPartition(partition) {
      const query = {
        TableName: tableName,
        KeyConditionExpression: '#partition = :partition',
        ProjectionExpression: 'serial, #reason, revokedAt',
        ExpressionAttributeNames: { '#partition': 'partition', '#reason': 'reason' },
        ExpressionAttributeValues: { ':partition': { S: partition } },
        ConsistentRead: true,
      };
      const entries: Revocation[] = [];
      for await (const { Items = [] } of paginateQuery({ client: dynamo() }, query)) {
        entries.push(...Items.map((item) => fromItem<Revocation>(item)));
      }
      return entries;
    },
  };
}
