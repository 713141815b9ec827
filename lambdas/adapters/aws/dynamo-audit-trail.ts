import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { AuditEvent, AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { dynamo, type Item, isConditionFailure, toItem } from './dynamo.ts';

/** Events are put once under an id nobody can foresee, or one that names the occurrence; the stream behind the table chains them. */
export function dynamoAuditTrail(tableName: string, randomness: Randomness): AuditTrail {
  return {
    async record(event) {
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: auditItem(event, randomness),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        );
      } catch (error) {
        if (event.once === undefined || !isConditionFailure(error)) throw error; // it stands there already
      }
    },
  };
}

/** An event as its table holds it. */
export const auditItem = ({ once, ...event }: AuditEvent, randomness: Randomness): Item =>
  toItem({
    details: {},
    ...event,
    at: event.at.toISOString(),
    id: `${event.at.toISOString()}#${once ?? randomness.id()}`,
  });
