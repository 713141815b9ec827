import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { DELIVERY_EVENTS } from '../../domain/registered-letter/delivery-event.ts';
import type { KeptEvidence, RegisteredLetters } from '../../domain/registered-letter/registered-letters.ts';
import { dynamo, epochSeconds, fromItem, happened, toItem } from './dynamo.ts';

/** These happen as often as the person comes or the sending is tried; all other events happen once. */
const REPEATABLE: ReadonlySet<string> = new Set([
  'ContentAccessTracking',
  'NotificationForAcceptanceFailure',
]);

const DAY_SECONDS = 86_400;

/** Evidence of letters, one item per event; never overwritten. @param keptDays absent: for good */
export function dynamoRegisteredLetters(tableName: string, keptDays?: number): RegisteredLetters {
  return {
    async keep({ letterId, event, at, sealed }) {
      const sort = REPEATABLE.has(event) ? `${event}#${at}` : event;
      return happened(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({
              id: letterId,
              event: sort,
              at,
              sealed,
              ...(keptDays !== undefined && {
                expiresAt: epochSeconds(new Date(at)) + keptDays * DAY_SECONDS,
              }),
            }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      );
    },

    async list(letterId) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'id = :id',
          ExpressionAttributeValues: { ':id': { S: letterId } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => toEvidence(fromItem<StoredEvidence>(item))).sort(inOrder);
    },
  };
}

const LIFE_CYCLE = Object.keys(DELIVERY_EVENTS);

/** By time; what happened at the same instant as a letter's life goes. */
const inOrder = (a: KeptEvidence, b: KeptEvidence): number =>
  Date.parse(a.at) - Date.parse(b.at) || LIFE_CYCLE.indexOf(a.event) - LIFE_CYCLE.indexOf(b.event);

interface StoredEvidence {
  readonly id: string;
  readonly event: string;
  readonly at: string;
  readonly sealed: string;
}

function toEvidence({ id, event, at, sealed }: StoredEvidence): KeptEvidence {
  return { letterId: id, event: (event.split('#')[0] ?? '') as KeptEvidence['event'], at, sealed };
}
