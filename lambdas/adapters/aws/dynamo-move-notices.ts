import {
  type AttributeValue,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { MoveNotice, MoveNotices } from '../../domain/move/move.ts';
import { dynamo, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** A notice and its receipt make some kilobytes: of hundred businesses nearly what one page holds. */
const UNSEALED = 'moveId, businessId, accountId, #state, attempts, claimedUntil, finishedAt, reason';
/** One that is still queued is found among a few, until nearly all are done: then the pages grow. */
const [SOME, MANY] = [4, 50];

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
  async function* pagesOf(moveId: string, first?: number): AsyncGenerator<readonly MoveNotice[]> {
    let from: Record<string, AttributeValue> | undefined;
    let limit = first;
    do {
      const { Items = [], LastEvaluatedKey } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'moveId = :move',
          ProjectionExpression: UNSEALED,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':move': { S: moveId } },
          ConsistentRead: true,
          Limit: limit,
          ExclusiveStartKey: from,
        }),
      );
      yield Items.map((item) => fromItem<MoveNotice>(item));
      from = LastEvaluatedKey;
      if (limit !== undefined) limit = MANY;
    } while (from !== undefined);
  }
  return {
    async of(moveId) {
      const notices: MoveNotice[] = [];
      for await (const page of pagesOf(moveId)) notices.push(...page);
      return notices;
    },

    async anyQueued(moveId) {
      for await (const page of pagesOf(moveId, SOME))
        if (page.some(({ state }) => state === 'queued')) return true;
      return false;
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

    finish: ({ moveId, businessId }, { state, at, reason, sealed }) =>
      update(moveId, businessId, {
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
      }),
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
