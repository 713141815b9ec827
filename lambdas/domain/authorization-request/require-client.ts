import type { Client, Clients } from '../client/client.ts';
import type { Parameters } from './parameters.ts';
import { UntrustedRequest } from './untrusted-request.ts';

/** RFC 6749 §4.1.1: a known client that may be served. */
export async function requireClient(parameters: Parameters, clients: Clients): Promise<Client> {
  const clientId = parameters.peek('client_id');
  const client = clientId === undefined ? undefined : await clients.find(clientId);
  if (client?.status !== 'active') {
    throw new UntrustedRequest('unknown-client', 'client_id is missing or not registered.');
  }
  return client;
}

/** OIDC Core §3.1.2.1, RFC 9700 §2.1: compared character by character with the registered ones. */
export function requireRedirectUri(parameters: Parameters, client: Client): string {
  const redirectUri = parameters.peek('redirect_uri');
  if (redirectUri === undefined || !client.redirect_uris.includes(redirectUri)) {
    throw new UntrustedRequest('unknown-redirect-uri', 'redirect_uri is missing or not registered.');
  }
  return redirectUri;
}
