import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { MoveNotice, MoveNotices } from '../../domain/move/move.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** One item per move and business; each step of a notice is one conditional write. */
export function dynamoMoveNotices(tableName: string): MoveNotices {
  const keyOf = (moveId: string, businessId: string) => ({
    TableName: tableName,
    Key: { moveId: { S: moveId }, businessId: { S: businessId } },
  });
  const update = (moveId: string, businessId: string, change: Change): Promise<MoveNotice | undefined> =>
    written(
      dynamo().send(
        new UpdateItemCommand({
          ...keyOf(moveId, businessId),
          UpdateExpression: change.set,
          ConditionExpression: change.when,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':queued': { S: 'queued' }, ...change.values },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    );
  return {
    async of(moveId) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'moveId = :move',
          ExpressionAttributeValues: { ':move': { S: moveId } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => fromItem<MoveNotice>(item));
    },

    async find(moveId, businessId) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ ...keyOf(moveId, businessId), ConsistentRead: true }),
      );
      return Item && fromItem<MoveNotice>(Item);
    },

    async queue(notice) {
      await written(
        dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({ ...notice, state: 'queued', attempts: 0 }),
            ConditionExpression: 'attribute_not_exists(moveId)',
          }),
        ),
      );
    },

    claim: (moveId, businessId, until, now) =>
      update(moveId, businessId, {
        set: 'SET claimedUntil = :until ADD attempts :one',
        when: '#state = :queued AND (attribute_not_exists(claimedUntil) OR claimedUntil < :now)',
        values: {
          ':until': { N: String(until.getTime()) },
          ':now': { N: String(now.getTime()) },
          ':one': { N: '1' },
        },
      }),

    keepNotice: async (moveId, businessId, sealed) =>
      (await update(moveId, businessId, {
        set: 'SET sealed = :sealed',
        when: '#state = :queued AND attribute_not_exists(sealed)',
        values: { ':sealed': { S: sealed } },
      })) !== undefined,

    async release(moveId, businessId, reason) {
      await update(moveId, businessId, {
        set: 'SET reason = :reason REMOVE claimedUntil',
        when: '#state = :queued',
        values: { ':reason': { S: reason } },
      });
    },

    finish: async ({ moveId, businessId }, { state, at, reason, sealed }) =>
      (await update(moveId, businessId, {
        set: [
          'SET #state = :state, finishedAt = :at',
          ...(sealed ? [', sealed = :sealed'] : []),
          ...(reason ? [', reason = :reason REMOVE claimedUntil'] : [' REMOVE claimedUntil, reason']),
        ].join(''),
        when: '#state = :queued',
        values: {
          ':state': { S: state },
          ':at': { S: at.toISOString() },
          ...(sealed && { ':sealed': { S: sealed } }),
          ...(reason && { ':reason': { S: reason } }),
        },
      })) !== undefined,
  };
}

interface Change {
  readonly set: string;
  readonly when: string;
  readonly values: Record<string, AttributeValue>;
}

/** The item after a conditional write; undefined when its condition did not hold. */
async function written(
  write: Promise<{ Attributes?: Record<string, AttributeValue> }>,
): Promise<MoveNotice | undefined> {
  try {
    return fromItem<MoveNotice>((await write).Attributes ?? {});
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}
