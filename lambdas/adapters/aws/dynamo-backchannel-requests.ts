import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type BackchannelRequest,
  type BackchannelRequests,
  FETCH_SECONDS,
} from '../../domain/backchannel-authentication/backchannel-request.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** CIBA Core §11 `slow_down`: at least so much longer. */
const SLOWER_SECONDS = 5;
/** Kept a little longer than it can be fetched, so that its end is told as such. */
const GRACE_SECONDS = FETCH_SECONDS + 3600;

const after = (now: Date, seconds: number) => ({
  S: new Date(now.getTime() + seconds * 1000).toISOString(),
});

/** One item per request; a poll is one conditional write, one that came too early a second. */
export function dynamoBackchannelRequests(tableName: string): BackchannelRequests {
  const key = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });
  return {
    async keep(request) {
      const expiresAt = epochSeconds(new Date(request.validUntil)) + GRACE_SECONDS;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...request, expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...key(id), ConsistentRead: true }));
      return Item && fromItem<BackchannelRequest>(Item);
    },

    async poll({ id, intervalSeconds }, now) {
      const inTime = await happens(
        new UpdateItemCommand({
          ...key(id),
          UpdateExpression: 'SET pollableAt = :next',
          ConditionExpression: 'pollableAt <= :now AND intervalSeconds = :seen',
          ExpressionAttributeValues: {
            ':now': { S: now.toISOString() },
            ':next': after(now, intervalSeconds),
            ':seen': { N: String(intervalSeconds) },
          },
        }),
      );
      if (!inTime) await slowDown(id, intervalSeconds, now);
      return inTime;
    },
  };

  /** Only from the interval the client was told, and once a second: of many early polls at once, one counts. */
  async function slowDown(id: string, told: number, now: Date): Promise<void> {
    const slower = told + SLOWER_SECONDS;
    await happens(
      new UpdateItemCommand({
        ...key(id),
        UpdateExpression: 'SET intervalSeconds = :slower, pollableAt = :next, slowedAt = :now',
        ConditionExpression:
          'intervalSeconds = :told AND (attribute_not_exists(slowedAt) OR slowedAt <= :before)',
        ExpressionAttributeValues: {
          ':told': { N: String(told) },
          ':slower': { N: String(slower) },
          ':next': after(now, slower),
          ':now': after(now, 0),
          ':before': after(now, -1),
        },
      }),
    );
  }
}

async function happens(write: UpdateItemCommand): Promise<boolean> {
  try {
    await dynamo().send(write);
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
