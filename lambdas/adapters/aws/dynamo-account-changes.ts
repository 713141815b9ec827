import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import type { AccountChanges } from '../../domain/account/account-changes.ts';
import { dynamo, fromItem, isConditionFailure } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';

/** Updates of accounts, each conditional on the version that was read. */
export function dynamoAccountChanges(tableName: string): AccountChanges {
  const change = async (
    account: Account,
    changes: { readonly [Name in keyof Account]?: Account[Name] | undefined },
  ): Promise<Account | undefined> => {
    const expression = changeExpression({ ...changes, version: account.version + 1 });
    try {
      const { Attributes } = await dynamo().send(
        new UpdateItemCommand({
          TableName: tableName,
          Key: { id: { S: account.id } },
          ...expression,
          ConditionExpression: '#version = :read',
          ExpressionAttributeValues: {
            ...expression.ExpressionAttributeValues,
            ':read': { N: String(account.version) },
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return fromItem<Account>(Attributes ?? {});
    } catch (error) {
      if (isConditionFailure(error)) return undefined;
      throw error;
    }
  };
  return {
    begin: (account, next) => change(account, { change: next }),
    apply: async (account) =>
      account.change && change(account, { sealed: account.change.sealed, change: undefined }),
    raise: (account, level) => change(account, { level }),
    suspend: async (account, suspension) =>
      account.status === 'pending' || account.status === 'active'
        ? change(account, { status: 'suspended', suspension, signedOutAt: suspension.at })
        : undefined,
    close: async (account, now) =>
      account.status === 'active'
        ? change(account, { status: 'closed', closedAt: now.toISOString(), signedOutAt: now.toISOString() })
        : undefined,
    async liftSuspension(account, { keepsPhone, now }) {
      if (account.status !== 'suspended') return undefined;
      const deviceId = keepsPhone ? account.deviceId : undefined;
      const status = deviceId === undefined ? 'pending' : 'active';
      const signedOutAt = now.toISOString();
      return change(account, { status, deviceId, signedOutAt, suspension: undefined });
    },
  };
}
