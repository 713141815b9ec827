import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { ClientRegistrations, Registration } from '../../domain/client-registration/registration.ts';
import { dynamo, fromItem, type Item, isConditionFailure, toItem } from './dynamo.ts';
import { countOwned } from './dynamo-owned-count.ts';
import { transact } from './dynamo-transaction.ts';

const LISTED = 100;

/** One item per client, the very one that the provider's functions read (`dynamoClients`), replaced as a whole by one conditional write. */
export function dynamoClientRegistrations(tables: {
  readonly clients: string;
  /** Holds the counters of owners; only where clients are added and removed. */
  readonly personas?: string;
}): ClientRegistrations {
  const { clients, personas = '' } = tables;
  return {
    async find(clientId) {
      if (clientId === '') return undefined;
      const { Item } = await dynamo().send(
        new GetItemCommand({ TableName: clients, Key: { id: { S: clientId } }, ConsistentRead: true }),
      );
      return Item && registrationOf(Item);
    },

    of: (ownerId) => query(clients, 'by-owner', 'owner', ownerId),
    inReview: () => query(clients, 'by-review', 'review', 'pending'),

    async add(registration, limit) {
      const put = {
        TableName: clients,
        Item: itemOf(registration),
        ConditionExpression: 'attribute_not_exists(id)',
      };
      const failed = await transact([
        { Put: put },
        countOwned(personas, registration.owner, 'clients', { by: 1, limit }),
      ]);
      if (failed.includes(0)) throw new Error('A client id was drawn twice.');
      return failed.length === 0;
    },

    async replace(read, next) {
      try {
        const Item = itemOf({ ...next, version: read.version + 1 });
        await dynamo().send(new PutItemCommand({ TableName: clients, Item, ...unchanged(read) }));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    },

    async keepChecks(read, checks) {
      const { ConditionExpression, ExpressionAttributeValues } = unchanged(read);
      const update = new UpdateItemCommand({
        TableName: clients,
        Key: { id: { S: read.client_id } },
        UpdateExpression: 'SET last_checks = :checks',
        ConditionExpression,
        ExpressionAttributeValues: { ...ExpressionAttributeValues, ':checks': { M: toItem(checks) } },
      });
      await dynamo()
        .send(update)
        .catch((error: unknown) => {
          if (!isConditionFailure(error)) throw error;
        });
    },

    async remove(read) {
      const Key = { id: { S: read.client_id } };
      const failed = await transact([
        { Delete: { TableName: clients, Key, ...unchanged(read) } },
        ...(read.owner === undefined ? [] : [countOwned(personas, read.owner, 'clients', { by: -1 })]),
      ]);
      return failed.length === 0;
    },
  };
}

/** Every client by pages, for the operator's command line. */
export async function* allRegistrations(clients: string): AsyncGenerator<Registration> {
  let from: Item | undefined;
  do {
    const page = await dynamo().send(
      new ScanCommand({ TableName: clients, ...(from && { ExclusiveStartKey: from }) }),
    );
    for (const item of page.Items ?? []) yield registrationOf(item);
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Enters a client that an operator answers for, or replaces the version that was read; false when it moved on. */
export async function enterRegistration(
  clients: string,
  read: Registration | undefined,
  next: Omit<Registration, 'version'>,
): Promise<boolean> {
  if (read !== undefined) return dynamoClientRegistrations({ clients }).replace(read, next);
  try {
    const Item = itemOf({ ...next, version: 1 });
    const ConditionExpression = 'attribute_not_exists(id)';
    await dynamo().send(new PutItemCommand({ TableName: clients, Item, ConditionExpression }));
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

const itemOf = (registration: Registration): Item => toItem({ ...registration, id: registration.client_id });

/** Clients that were imported before they were counted have no version: it is 0. */
function registrationOf(item: Item): Registration {
  const { id: _id, ...record } = fromItem<Registration & { readonly id: string }>(item);
  return { ...record, version: record.version ?? 0 };
}

const unchanged = ({ version }: Registration) => ({
  ConditionExpression:
    version === 0 ? 'attribute_exists(id) AND attribute_not_exists(version)' : 'version = :read',
  ...(version > 0 && { ExpressionAttributeValues: { ':read': { N: String(version) } } }),
});

async function query(
  tableName: string,
  index: string,
  key: string,
  value: string,
): Promise<readonly Registration[]> {
  const { Items = [] } = await dynamo().send(
    new QueryCommand({
      TableName: tableName,
      IndexName: index,
      KeyConditionExpression: '#key = :value',
      ExpressionAttributeNames: { '#key': key },
      ExpressionAttributeValues: { ':value': { S: value } },
      Limit: LISTED,
    }),
  );
  return Items.map(registrationOf);
}
