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
  if (redirectUri === undefined || !isRegistered(redirectUri, client)) {
    throw new UntrustedRequest('unknown-redirect-uri', 'redirect_uri is missing or not registered.');
  }
  return redirectUri;
}

/** RFC 8252 §7.3: an app listens on whatever port is free; only there may the port differ. */
export function isRegistered(redirectUri: string, client: Client): boolean {
  if (client.redirect_uris.includes(redirectUri)) return true;
  if (client.application_type !== 'native' || !LOOPBACK.test(redirectUri)) return false;
  return client.redirect_uris.some(
    (registered) => LOOPBACK.test(registered) && withoutPort(registered) === withoutPort(redirectUri),
  );
}

const LOOPBACK = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(:\d{1,5})?(?=[/?]|$)/;
const withoutPort = (uri: string): string => uri.replace(LOOPBACK, '$1');
