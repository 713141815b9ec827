import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Grant, isUsable } from '../../domain/grant/grant.ts';
import type { Grants } from '../../domain/grant/grants.ts';
import { dynamo, epochSeconds, fromItem, type Item, isConditionFailure, toItem } from './dynamo.ts';
import { ownedKey } from './owned-key.ts';

/**
 * A spent grant is kept a week longer: replays of its code are recognised, logouts can name its session, and what its stream could not
 * tell the audit trail within a day can be told again (docs/runbook.md, audit-failures).
 */
const GRACE_SECONDS = 7 * 86_400;

/** One item per grant, under its account; redeeming, rotating and revoking are one conditional write each. */
export function dynamoGrants(tableName: string): Grants {
  const update = async (id: string, change: Change): Promise<Outcome> => {
    const key = ownedKey(id);
    if (key === undefined) return { done: false, grant: undefined };
    try {
      const { Attributes } = await dynamo().send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: key,
          ...change,
          ReturnValues: 'ALL_NEW',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
      return { done: true, grant: fromItem<Grant>(Attributes ?? {}) };
    } catch (error) {
      if (!isConditionFailure(error)) throw error;
      const { Item } = error as { Item?: Item };
      return { done: false, grant: Item && fromItem<Grant>(Item) };
    }
  };
  const revoke = async (id: string, now: Date): Promise<void> => {
    await update(id, {
      UpdateExpression: 'SET revokedAt = :now',
      ConditionExpression: 'attribute_exists(id) AND attribute_not_exists(revokedAt)',
      ExpressionAttributeValues: { ':now': { S: now.toISOString() } },
    });
  };
  return {
    async begin(grant) {
      const { validUntil, keptUntil = validUntil } = grant;
      const last = keptUntil > validUntil ? keptUntil : validUntil;
      const expiresAt = epochSeconds(new Date(last)) + GRACE_SECONDS;
      try {
        await dynamo().send(
          new PutItemCommand({
            TableName: tableName,
            Item: toItem({ ...grant, expiresAt }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    async find(id) {
      const key = ownedKey(id);
      if (key === undefined) return undefined;
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }),
      );
      return Item && fromItem<Grant>(Item);
    },

    async redeem({ id, clientId, now }) {
      const { done, grant } = await update(id, {
        UpdateExpression: 'SET redeemedAt = :now',
        ConditionExpression:
          'clientId = :client AND #code.validUntil > :now AND attribute_not_exists(redeemedAt) AND attribute_not_exists(revokedAt)',
        ExpressionAttributeNames: { '#code': 'code' },
        ExpressionAttributeValues: { ':client': { S: clientId }, ':now': { S: now.toISOString() } },
      });
      if (done && grant !== undefined) return { outcome: 'redeemed', grant };
      // Another client's code is not revealed to be used; that would let any client end what is not its own.
      if (grant?.redeemedAt === undefined || grant.clientId !== clientId) return { outcome: 'unusable' };
      await revoke(id, now);
      return { outcome: 'replayed', grant };
    },

    async rotate({ id, clientId, count, now }) {
      const { done, grant } = await update(id, {
        UpdateExpression: 'SET refreshCount = :next',
        ConditionExpression:
          'clientId = :client AND refreshCount = :count AND validUntil > :now AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: {
          ':client': { S: clientId },
          ':count': { N: String(count) },
          ':next': { N: String(count + 1) },
          ':now': { S: now.toISOString() },
        },
      });
      if (done && grant !== undefined) return { outcome: 'rotated', grant };
      const reused = isUsable(grant, now) && grant.clientId === clientId && count < (grant.refreshCount ?? 0);
      if (!reused) return { outcome: 'unusable' };
      await revoke(id, now);
      return { outcome: 'reused', grant };
    },

    async spend({ id, iat }) {
      const { done } = await update(id, {
        UpdateExpression: 'SET spentIat = :iat',
        ConditionExpression: 'attribute_exists(id) AND (attribute_not_exists(spentIat) OR spentIat < :iat)',
        ExpressionAttributeValues: { ':iat': { N: String(iat) } },
      });
      return done;
    },

    revoke,

    async ofConsent(accountId, clientId, now) {
      const grants = await ofAccount(tableName, accountId);
      return grants.filter((grant) => grant.clientId === clientId && isUsable(grant, now));
    },

    async ofSession(accountId, browserSessionId) {
      const grants = await ofAccount(tableName, accountId);
      return grants.filter(
        (grant) => grant.browserSessionId === browserSessionId && grant.revokedAt === undefined,
      );
    },
  };
}

/** All that is kept of a person's grants, page by page. */
async function ofAccount(tableName: string, accountId: string): Promise<readonly Grant[]> {
  const grants: Grant[] = [];
  let from: Item | undefined;
  do {
    const page = await dynamo().send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'accountId = :account',
        ExpressionAttributeValues: { ':account': { S: accountId } },
        ConsistentRead: true,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    grants.push(...(page.Items ?? []).map((item) => fromItem<Grant>(item)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return grants;
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, { S: string } | { N: string }>;
}

interface Outcome {
  readonly done: boolean;
  readonly grant: Grant | undefined;
}
