import type { Client, Clients } from './client.ts';
import { isSandbox } from './environment.ts';

/**
 * The client, if a browser is not to be sent on to its address by itself (RFC 9700 §4.11.2): anybody may register one in the sandbox, and
 * what was asked for leads there before anybody has said a word. Only where a person would see the page: not in a frame, which the
 * browser says (Fetch Metadata, `Sec-Fetch-Dest`), and not for programs, which follow links that they were given.
 */
export async function clientNotFollowed(
  clientId: string | undefined,
  headers: Readonly<Record<string, string | undefined>>,
  clients: Clients,
): Promise<Client | undefined> {
  if (clientId === undefined || headers['sec-fetch-dest'] !== 'document') return undefined;
  const client = await clients.find(clientId);
  return client !== undefined && isSandbox(client) ? client : undefined;
}
