import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { dynamo, isConditionFailure, toItem } from './dynamo.ts';

/** Events are put once under an id nobody can foresee, or one that names the occurrence; the stream behind the table chains them. */
export function dynamoAuditTrail(tableName: string, randomness: Randomness): AuditTrail {
  return {
    async record({ once, ...event }) {
      const item = toItem({
        details: {},
        ...event,
        at: event.at.toISOString(),
        id: `${event.at.toISOString()}#${once ?? randomness.id()}`,
      });
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: item,
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        );
      } catch (error) {
        if (once === undefined || !isConditionFailure(error)) throw error; // it stands there already
      }
    },
  };
}
