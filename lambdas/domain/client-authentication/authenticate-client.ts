import type { Client, Clients } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import { type AssertionContext, verifyClientAssertion } from './client-assertion.ts';
import { type ClientCertificate, verifyClientCertificate } from './client-certificate.ts';
import { verifyClientSecret } from './client-secret.ts';
import type { ClientCredentials } from './credentials.ts';

export interface AuthenticationContext extends AssertionContext {
  readonly clients: Clients;
  /** Whether a public client may do this: exchange and refresh its own tokens, revoke them, push a request. */
  readonly acceptsPublic?: boolean;
  /** The certificate of the connection, on the host for mutual TLS. */
  readonly clientCertificate?: ClientCertificate | undefined;
}

/** The client behind the credentials, by the one method it is registered for (RFC 6749 §2.3, RFC 7591 §2). */
export async function authenticateClient(
  credentials: ClientCredentials,
  context: AuthenticationContext,
): Promise<Client> {
  const client = await context.clients.find(credentials.clientId);
  await verify(credentials, client, context);
  if (client?.status !== 'active') throw failed('The client is blocked: ask the operator.');
  return client;
}

async function verify(
  credentials: ClientCredentials,
  client: Client | undefined,
  context: AuthenticationContext,
): Promise<void> {
  const registered = client?.token_endpoint_auth_method;
  if (credentials.method === 'client_secret_post' || credentials.method === 'client_secret_basic') {
    const known = registered === credentials.method ? client : undefined;
    if (verifyClientSecret(known, credentials.secret, context.now)) return;
    throw failed(
      known === undefined ? otherMethod(registered, credentials.method) : 'The client secret is wrong.',
    );
  }
  if (client === undefined) throw failed();
  if (credentials.method === 'private_key_jwt') {
    if (registered !== 'private_key_jwt') throw failed(otherMethod(registered, credentials.method));
    return verifyClientAssertion(client, credentials.assertion, context);
  }
  if (registered === 'tls_client_auth') return verifyClientCertificate(client, context.clientCertificate);
  if (registered !== 'none') throw new InvalidClient('Client authentication is missing.');
  if (!context.acceptsPublic) throw new InvalidClient('A public client may not do this.');
}

/** One sentence for every reason, so that nobody learns which clients there are; the client's own log tells them apart. */
const failed = (loggedReason?: string): InvalidClient =>
  new InvalidClient('Client authentication failed.', { loggedReason });

const otherMethod = (registered: string | undefined, used: string): string =>
  `The request used ${used}; the client is registered for ${registered}.`;
