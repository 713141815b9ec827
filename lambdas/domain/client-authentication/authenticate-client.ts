import type { Client, Clients } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import type { Replays } from '../replay/replays.ts';
import { verifyClientAssertion } from './client-assertion.ts';
import { verifyClientSecret } from './client-secret.ts';
import type { ClientCredentials } from './credentials.ts';

/** The client behind the credentials, by the one method it is registered for (RFC 6749 §2.3, RFC 7591 §2). */
export async function authenticateClient(
  credentials: ClientCredentials,
  deps: {
    readonly clients: Clients;
    readonly replays: Replays;
    /** What an assertion may name as `aud`: the issuer or the token endpoint (RFC 7523 §3). */
    readonly audiences: readonly string[];
    readonly now: Date;
  },
): Promise<Client> {
  const found = await deps.clients.find(credentials.clientId);
  const client = found?.token_endpoint_auth_method === credentials.method ? found : undefined;
  if (credentials.method === 'private_key_jwt') {
    if (client === undefined) throw new InvalidClient('Client authentication failed.');
    await verifyClientAssertion(client, credentials.assertion, deps);
  } else {
    verifyClientSecret(client, credentials.secret);
  }
  if (client?.status !== 'active') throw new InvalidClient('Client authentication failed.');
  return client;
}
