import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Account } from '../../domain/account/account.ts';
import type {
  ContactChange,
  ContactChanges,
  ContactOutcome,
  MovedHandle,
} from '../../domain/contact/contact-changes.ts';
import { dynamo, epochSeconds, fromItem, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';
import { useLink } from './dynamo-links.ts';
import { useUpCode } from './dynamo-one-time-codes.ts';
import { transact } from './dynamo-transaction.ts';

export interface ContactTables {
  readonly accounts: string;
  readonly handles: string;
  readonly changes: string;
  readonly codes: string;
  readonly links: string;
  readonly devices: string;
}

/** The one place where addresses and numbers of accounts change hands: each change one transaction. */
export function dynamoContactChanges(tables: ContactTables): ContactChanges {
  return {
    async make({ account, sealed, phoneHandle, handles, code, change, forgottenAt }) {
      return commit(account, handles, tables.handles, [
        changeAccount(tables.accounts, account, { sealed, phoneHandle, contactsChangedAt: change.at }),
        useUpCode(tables.codes, code),
        keep(tables.changes, change, forgottenAt),
      ]);
    },

    async undo({ account, sealed, phoneHandle, undoneContacts, handles, token, change, forgottenAt }) {
      const { at } = change;
      const made = {
        sealed,
        phoneHandle,
        contactsChangedAt: at,
        undoneContacts,
        signedOutAt: at,
        deviceId: undefined,
        change: undefined,
      };
      return commit(account, handles, tables.handles, [
        changeAccount(tables.accounts, account, made),
        useLink(tables.links, token, new Date(at)),
        keep(tables.changes, change, forgottenAt),
        ...(account.deviceId === undefined ? [] : [shutOut(tables.devices, account.deviceId, at)]),
      ]);
    },

    async find(id, now) {
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: tables.changes, Key: { id: { S: id } }, ConsistentRead: true }),
      );
      const found = Item && fromItem<ContactChange & { expiresAt: number }>(Item);
      return found !== undefined && found.expiresAt > epochSeconds(now) ? found : undefined;
    },
  };
}

/** Handles first: what fails of them alone means that somebody else holds one. */
async function commit(
  { id }: Account,
  handles: readonly MovedHandle[],
  tableName: string,
  others: readonly TransactWriteItem[],
): Promise<ContactOutcome> {
  const taken = handles.map((moved) => takeHandle(tableName, moved.taken, id));
  const freed = handles.map((moved) => freeHandle(tableName, moved.freed, id));
  const failed = await transact([...taken, ...freed, ...others]);
  if (failed.length === 0) return 'changed';
  return failed.every((position) => position < taken.length) ? 'taken' : 'overtaken';
}

function changeAccount(
  tableName: string,
  account: Account,
  changes: { readonly [Name in keyof Account]?: Account[Name] | undefined },
): TransactWriteItem {
  const expression = changeExpression({ ...changes, version: account.version + 1 });
  return {
    Update: {
      TableName: tableName,
      Key: { id: { S: account.id } },
      ...expression,
      ConditionExpression: '#version = :read',
      ExpressionAttributeValues: {
        ...expression.ExpressionAttributeValues,
        ':read': { N: String(account.version) },
      },
    },
  };
}

const takeHandle = (tableName: string, handle: string, accountId: string): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: toItem({ id: handle, accountId }),
    ConditionExpression: 'attribute_not_exists(accountId) OR accountId = :own',
    ExpressionAttributeValues: { ':own': { S: accountId } },
  },
});

const freeHandle = (tableName: string, handle: string, accountId: string): TransactWriteItem => ({
  Delete: {
    TableName: tableName,
    Key: { id: { S: handle } },
    ConditionExpression: 'attribute_not_exists(id) OR accountId = :own',
    ExpressionAttributeValues: { ':own': { S: accountId } },
  },
});

const keep = (tableName: string, change: ContactChange, forgottenAt: Date): TransactWriteItem => ({
  Put: {
    TableName: tableName,
    Item: toItem({ ...change, expiresAt: epochSeconds(forgottenAt) }),
    ConditionExpression: 'attribute_not_exists(id)',
  },
});

const shutOut = (tableName: string, deviceId: string, at: string): TransactWriteItem => ({
  Update: {
    TableName: tableName,
    Key: { id: { S: deviceId } },
    UpdateExpression: 'SET #status = :revoked, revokedAt = :now',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':revoked': { S: 'revoked' }, ':now': { S: at } },
  },
});
