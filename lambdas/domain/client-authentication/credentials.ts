import type { Parameters } from '../authorization-request/parameters.ts';
import { parseJws } from '../jws/jws.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';

/** What a client shows of itself; nothing is verified yet. */
export type ClientCredentials =
  | {
      readonly method: 'client_secret_post' | 'client_secret_basic';
      readonly clientId: string;
      readonly secret: string;
    }
  | { readonly method: 'private_key_jwt'; readonly clientId: string; readonly assertion: string }
  /** `client_id` alone: a public client, or one whose certificate speaks for it (RFC 6749 §2.1, RFC 8705 §2). */
  | { readonly method: 'client_id'; readonly clientId: string };

export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** RFC 6749 §2.3: exactly one method per request. */
export function credentialsOf(authorization: string | undefined, parameters: Parameters): ClientCredentials {
  const presented = [
    basicCredentials(authorization),
    postCredentials(parameters),
    assertionCredentials(parameters),
  ].filter((credentials) => credentials !== undefined);
  const [credentials, second] = presented;
  if (second !== undefined)
    throw new InvalidClient('Use one method of client authentication only (RFC 6749 2.3).');
  const clientId = parameters.get('client_id');
  if (credentials === undefined) {
    if (clientId === undefined) throw new InvalidClient('Client authentication is missing.');
    return { method: 'client_id', clientId };
  }
  if (clientId !== undefined && clientId !== credentials.clientId) {
    throw new InvalidClient('client_id names another client than the one that authenticates.');
  }
  return credentials;
}

function postCredentials(parameters: Parameters): ClientCredentials | undefined {
  const secret = parameters.get('client_secret');
  if (secret === undefined) return undefined;
  const clientId = parameters.get('client_id');
  if (clientId === undefined) throw new InvalidClient('client_id is missing beside client_secret.');
  return { method: 'client_secret_post', clientId, secret };
}

/** RFC 6749 §2.3.1: both halves are form-encoded before they are joined. */
function basicCredentials(authorization: string | undefined): ClientCredentials | undefined {
  if (authorization === undefined) return undefined;
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
  const [, clientId, secret] = /^([^:]+):(.+)$/.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  if (clientId === undefined || secret === undefined) {
    throw new InvalidClient('The Authorization header does not hold Basic client credentials.');
  }
  return { method: 'client_secret_basic', clientId: formDecode(clientId), secret: formDecode(secret) };
}

function formDecode(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    throw new InvalidClient('The Authorization header does not hold form-encoded client credentials.');
  }
}

/** RFC 7521 §4.2, RFC 7523 §2.2: the issuer of the assertion names the client when client_id does not. */
function assertionCredentials(parameters: Parameters): ClientCredentials | undefined {
  const [assertion, type] = [parameters.get('client_assertion'), parameters.get('client_assertion_type')];
  if (assertion === undefined && type === undefined) return undefined;
  if (assertion === undefined || type !== ASSERTION_TYPE) {
    throw new InvalidClient(`client_assertion must come with client_assertion_type ${ASSERTION_TYPE}.`);
  }
  return {
    method: 'private_key_jwt',
    clientId: parameters.get('client_id') ?? issuerOf(assertion),
    assertion,
  };
}

function issuerOf(assertion: string): string {
  const issuer = parseJws(assertion)?.payload.iss;
  if (typeof issuer === 'string') return issuer;
  throw new InvalidClient('client_assertion is not a JWT with an issuer.');
}
