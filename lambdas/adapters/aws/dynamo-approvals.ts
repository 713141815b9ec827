import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

/** Kept this much longer than it is open: as long as an interaction may still need the answer. */
const GRACE_SECONDS = 3600;
const LISTED = 20;

/** One item per approval; it leaves the state `pending` once, by a conditional write. */
export function dynamoApprovals(tableName: string): Approvals {
  return {
    async keep(approval) {
      const expiresAt = epochSeconds(new Date(approval.validUntil)) + GRACE_SECONDS;
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem({ ...approval, expiresAt }),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    async find(id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      return Item && fromItem<Approval>(Item);
    },

    async pendingOf(accountId, now) {
      const { Items } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-account',
          KeyConditionExpression: 'accountId = :account',
          ExpressionAttributeValues: { ':account': { S: accountId } },
          ScanIndexForward: false,
          Limit: LISTED,
        }),
      );
      return (Items ?? [])
        .map((item) => fromItem<Approval>(item))
        .filter(({ state, validUntil }) => state === 'pending' && validUntil > now.toISOString());
    },

    async decide({ id, accountId, deviceId, decision, certificate, now }) {
      return leavePending(tableName, id, {
        UpdateExpression: `SET #state = :state, decidedAt = :now, deviceId = :device${certificate === undefined ? '' : ', certificate = :certificate'}`,
        ConditionExpression: '#state = :pending AND accountId = :account AND validUntil > :now',
        ExpressionAttributeValues: {
          ':state': { S: decision === 'approve' ? 'approved' : 'refused' },
          ':now': { S: now.toISOString() },
          ':device': { S: deviceId },
          ':account': { S: accountId },
          ...(certificate !== undefined && { ':certificate': { S: certificate } }),
        },
      });
    },

    async withdraw(id) {
      await leavePending(tableName, id, {
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: '#state = :pending',
        ExpressionAttributeValues: { ':state': { S: 'withdrawn' } },
      });
    },
  };
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, { S: string }>;
}

async function leavePending(tableName: string, id: string, change: Change): Promise<boolean> {
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: id } },
        ...change,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ...change.ExpressionAttributeValues, ':pending': { S: 'pending' } },
      }),
    );
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}
