import { GetItemCommand, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Persona, PersonaAccounts, Personas } from '../../domain/persona/persona.ts';
import { dynamo, fromItem, toItem } from './dynamo.ts';
import { countOwned, FIRST_ID } from './dynamo-owned-count.ts';
import { transact } from './dynamo-transaction.ts';

/** One item per persona beside the counter of its owner. */
export function dynamoPersonas(tableName: string): Personas {
  return {
    async find(ownerId, id) {
      const { Item } = await dynamo().send(
        new GetItemCommand({
          TableName: tableName,
          Key: { ownerId: { S: ownerId }, id: { S: id } },
          ConsistentRead: true,
        }),
      );
      return Item && fromItem<Persona>(Item);
    },

    async of(ownerId) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'ownerId = :owner AND id >= :first',
          ExpressionAttributeValues: { ':owner': { S: ownerId }, ':first': { S: FIRST_ID } },
          ConsistentRead: true,
        }),
      );
      return Items.map((item) => fromItem<Persona>(item));
    },
  };
}

/** A persona, its account and its number come and go in one transaction. */
export function dynamoPersonaAccounts(tables: {
  readonly personas: string;
  readonly accounts: string;
  readonly handles: string;
}): PersonaAccounts {
  return {
    async add({ persona, account }, limit) {
      const failed = await transact([
        putNew(tables.personas, persona),
        putNew(tables.accounts, account),
        putNew(tables.handles, { id: account.phoneHandle, accountId: account.id }),
        countOwned(tables.personas, persona.ownerId, 'personas', { by: 1, limit }),
      ]);
      if (failed.includes(3)) return 'too-many';
      return failed.length > 0 ? 'number-taken' : 'added';
    },

    async change(persona) {
      const failed = await transact([
        {
          Put: {
            TableName: tables.personas,
            Item: toItem(persona),
            ConditionExpression: 'attribute_exists(id)',
          },
        },
        {
          Update: {
            TableName: tables.accounts,
            Key: { id: { S: persona.id } },
            UpdateExpression: 'SET #level = :level, version = version + :one',
            ConditionExpression: 'attribute_exists(persona)',
            ExpressionAttributeNames: { '#level': 'level' },
            ExpressionAttributeValues: { ':level': { S: persona.level }, ':one': { N: '1' } },
          },
        },
      ]);
      return failed.length === 0;
    },

    async remove({ ownerId, id }, phoneHandle) {
      const failed = await transact([
        {
          Delete: {
            TableName: tables.personas,
            Key: { ownerId: { S: ownerId }, id: { S: id } },
            ConditionExpression: 'attribute_exists(id)',
          },
        },
        closeAccount(tables.accounts, id),
        { Delete: { TableName: tables.handles, Key: { id: { S: phoneHandle } } } },
        countOwned(tables.personas, ownerId, 'personas', { by: -1 }),
      ]);
      return failed.length === 0;
    },
  };
}

const putNew = (tableName: string, record: object): TransactWriteItem => ({
  Put: { TableName: tableName, Item: toItem(record), ConditionExpression: 'attribute_not_exists(id)' },
});

/** Only of nobody real. */
const closeAccount = (tableName: string, id: string): TransactWriteItem => ({
  Update: {
    TableName: tableName,
    Key: { id: { S: id } },
    UpdateExpression: 'SET #status = :closed, version = version + :one',
    ConditionExpression: 'attribute_exists(persona)',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: { ':closed': { S: 'closed' }, ':one': { N: '1' } },
  },
});
