import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { ownedId } from '../../domain/account/owned-id.ts';
import type { Approval, Question } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { limitReached, windowOf } from '../../domain/send-quota/send-quotas.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';
import { ownedKey } from './owned-key.ts';

/** Kept this much longer than it is open: as long as an interaction may still need the answer. */
const GRACE_SECONDS = 3600;
/** A decision stays so much longer than its stream, from which the audit trail learns of it (docs/runbook.md, audit-failures). */
const DECIDED_SECONDS = 7 * 86_400;

/** One item per approval, under its account; it leaves the state `pending` once, by a conditional write. */
export function dynamoApprovals(tableName: string): Approvals {
  return {
    async ask(question, limit, now) {
      const window = windowOf({ scope: question.accountId, ...limit }, now);
      const place = (n: number): string => placeOf(question, window.endsAt, n % limit.limit);
      const start = startOf(question);
      const first = await take(tableName, question, place(start));
      if (first !== undefined) return first;
      const taken = await takenOf(tableName, question.accountId, window.endsAt);
      for (let n = start + 1; n < start + limit.limit; n += 1) {
        const approval = taken.has(place(n)) ? undefined : await take(tableName, question, place(n));
        if (approval !== undefined) return approval;
      }
      throw limitReached(window.retryAfterSeconds);
    },

    async find(id) {
      const key = ownedKey(id);
      if (key === undefined) return undefined;
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return Item && fromItem<Approval>(Item);
    },

    async pendingOf(accountId, now) {
      const open = {
        FilterExpression: '#state = :pending AND validUntil > :now',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':pending': { S: 'pending' }, ':now': { S: now.toISOString() } },
      };
      const found = await since(tableName, accountId, epochSeconds(now) - GRACE_SECONDS, open);
      return found.toSorted((a, b) => (a.requestedAt < b.requestedAt ? 1 : -1));
    },

    async decide({ id, accountId, deviceId, decision, certificate, now }) {
      return changePending(tableName, id, {
        UpdateExpression: `SET #state = :state, decidedAt = :now, deviceId = :device, expiresAt = :kept${certificate === undefined ? '' : ', certificate = :certificate'}`,
        ConditionExpression: '#state = :pending AND accountId = :account AND validUntil > :now',
        ExpressionAttributeValues: {
          ':state': { S: decision === 'approve' ? 'approved' : 'refused' },
          ':now': { S: now.toISOString() },
          ':device': { S: deviceId },
          ':kept': { N: String(epochSeconds(now) + DECIDED_SECONDS) },
          ':account': { S: accountId },
          ...(certificate !== undefined && { ':certificate': { S: certificate } }),
        },
      });
    },

    async claimTextMessage(id, now) {
      return changePending(tableName, id, {
        UpdateExpression: 'SET textedAt = :now',
        ConditionExpression: '#state = :pending AND attribute_not_exists(textedAt) AND validUntil > :now',
        ExpressionAttributeValues: { ':now': { S: now.toISOString() } },
      });
    },

    async withdraw(id) {
      await changePending(tableName, id, {
        UpdateExpression: 'SET #state = :state',
        ConditionExpression: '#state = :pending',
        ExpressionAttributeValues: { ':state': { S: 'withdrawn' } },
      });
    },
  };
}

/** Anywhere: the random challenge says where, so that the first place tried is mostly free. */
const startOf = ({ challenge }: Question): number => Buffer.from(challenge, 'base64url').readUInt32BE(0);

/** Of one length whatever the place, and so is every text that the id is sealed into. */
const placeOf = ({ accountId }: Question, windowEnd: number, n: number): string =>
  ownedId(accountId, `${windowEnd}-${String(n).padStart(4, '0')}`);

/** The approval at this place; undefined when another has it. */
async function take(tableName: string, question: Question, id: string): Promise<Approval | undefined> {
  const approval: Approval = { id, ...question };
  const expiresAt = epochSeconds(new Date(approval.validUntil)) + GRACE_SECONDS;
  try {
    await dynamo().send(
      new PutItemCommand({
        TableName: tableName,
        Item: toItem({ ...approval, expiresAt }),
        ConditionExpression: 'attribute_not_exists(id)',
      }),
    );
    return approval;
  } catch (error) {
    if (isConditionFailure(error)) return undefined;
    throw error;
  }
}

async function takenOf(tableName: string, accountId: string, endsAt: number): Promise<ReadonlySet<string>> {
  const found = await since(tableName, accountId, endsAt);
  return new Set(found.map(({ id }) => id));
}

type Filter = Pick<
  QueryCommandInput,
  'FilterExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Those of windows that end at an instant or later. */
async function since(
  tableName: string,
  accountId: string,
  at: number,
  filter: Filter = {},
): Promise<readonly Approval[]> {
  const { Items } = await dynamo().send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: 'accountId = :account AND id >= :since',
      ...filter,
      ExpressionAttributeValues: {
        ...filter.ExpressionAttributeValues,
        ':account': { S: accountId },
        ':since': { S: ownedId(accountId, String(at)) },
      },
    }),
  );
  return (Items ?? []).map((item) => fromItem<Approval>(item));
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, { S: string } | { N: string }>;
}

async function changePending(tableName: string, id: string, change: Change): Promise<boolean> {
  const key = ownedKey(id);
  if (key === undefined) return false;
  try {
    await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: key,
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
