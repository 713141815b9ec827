import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Client, Clients } from '../../domain/client/client.ts';
import { dynamo, fromItem } from './dynamo.ts';

/** A blocked or changed client is noticed by every function within this time. */
const MEMORY_MILLISECONDS = 30_000;
const REMEMBERED_CLIENTS = 500;

/** Items in the shape of `Client` under `id` = `client_id`; remembered for a short while, because they rarely change. */
export function dynamoClients(tableName: string, clock: () => number = Date.now): Clients {
  const remembered = new Map<string, { readonly client: Client; readonly until: number }>();
  return {
    async find(clientId) {
      const known = remembered.get(clientId);
      if (known !== undefined && known.until > clock()) return known.client;
      const client = await load(tableName, clientId);
      remembered.delete(clientId);
      if (client === undefined) return undefined;
      if (remembered.size >= REMEMBERED_CLIENTS) remembered.clear();
      remembered.set(clientId, { client, until: clock() + MEMORY_MILLISECONDS });
      return client;
    },
  };
}

async function load(tableName: string, clientId: string): Promise<Client | undefined> {
  if (clientId === '' || clientId.length > 512) return undefined;
  const { Item } = await dynamo().send(
    new GetItemCommand({ TableName: tableName, Key: { id: { S: clientId } } }),
  );
  return Item && fromItem<Client>(Item);
}
