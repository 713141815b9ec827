import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import type { Registrations, TakenHandles } from '../../domain/account/registrations.ts';
import { dynamo, isTransactionConditionFailure, toItem } from './dynamo.ts';

/** The one place where accounts come into being: account and handles in one transaction. */
export function dynamoRegistrations(tables: {
  readonly accounts: string;
  readonly handles: string;
}): Registrations {
  return {
    async register(account, handles) {
      const taken = Object.entries(handles) as [keyof TakenHandles, string][];
      const writes = [
        putAccount(tables.accounts, { ...account, ownHandles: lastingHandles(handles) }),
        ...taken.map(([, handle]) => takeHandle(tables.handles, handle, account.id)),
      ];
      try {
        await dynamo().send(new TransactWriteItemsCommand({ TransactItems: writes }));
        return [];
      } catch (error) {
        const failed = failedWrites(error);
        if (failed === undefined) throw error;
        const held = taken.filter((_, index) => failed.includes(index + 1)).map(([kind]) => kind);
        // Only the account's own condition failed: it was made before, and is in use.
        return held;
      }
    },
  };
}

/** Those that its person cannot change: kept with the account, so that they can be freed when it goes. */
const lastingHandles = ({ person, document }: TakenHandles): readonly string[] =>
  document === undefined ? [person] : [person, document];

function putAccount(tableName: string, account: Account): TransactWriteItem {
  return {
    Put: {
      TableName: tableName,
      Item: toItem(account),
      ConditionExpression:
        'attribute_not_exists(id) OR (enrolmentId = :enrolment AND #status = :pending AND attribute_not_exists(deviceId))',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':enrolment': { S: account.enrolmentId },
        ':pending': { S: 'pending' },
      },
    },
  };
}

function takeHandle(tableName: string, handle: string, accountId: string): TransactWriteItem {
  return {
    Put: {
      TableName: tableName,
      Item: toItem({ id: handle, accountId }),
      ConditionExpression: 'attribute_not_exists(accountId) OR accountId = :own',
      ExpressionAttributeValues: { ':own': { S: accountId } },
    },
  };
}

/** Positions of the writes whose condition did not hold; undefined when that is not why the transaction failed. */
function failedWrites(error: unknown): number[] | undefined {
  if (!isTransactionConditionFailure(error)) return undefined;
  const { CancellationReasons } = error as { CancellationReasons: { Code?: string }[] };
  return CancellationReasons.flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? [index] : []));
}
