import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { requireSignatureOf } from '../jws/require-client-signature.ts';
import { InvalidRequestObject } from '../oauth-error/invalid-request-object.ts';
import type { RequestObject } from './request-object.ts';

export interface RequestObjectContext {
  readonly issuer: string;
  readonly clientKeys: ClientKeys;
  readonly now: Date;
}

const TYPES: readonly unknown[] = [undefined, 'jwt', 'oauth-authz-req+jwt'];
const CLOCK_TOLERANCE_SECONDS = 10;
/** FAPI 2.0 Message Signing §5.3.1. */
const LONGEST_SECONDS = 3600;

/** RFC 9101 §6: signed by the client whose request it is; made for this provider, for now. Throws `InvalidRequestObject`. */
export async function verifyRequestObject(
  object: RequestObject,
  client: Client,
  context: RequestObjectContext,
): Promise<void> {
  requireType(object.jws.header.typ);
  const registered = client.request_object_signing_alg;
  const algorithms = registered === undefined ? rulesOf(client).clientAlgorithms : [registered];
  const fault = await requireSignatureOf(object.jws, client, algorithms, context.clientKeys);
  if (fault !== undefined) throw wrong(fault);
  requireOwnClient(object, client);
  requireReceiver(object, client, context.issuer);
  requireTimes(object, client, context.now);
}

/** RFC 9101 §10.8, RFC 8725 §3.11: no other kind of JWT passes for a request. */
function requireType(typ: unknown): void {
  const name = typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ;
  if (!TYPES.includes(name)) throw wrong('typ must be oauth-authz-req+jwt.');
}

/** RFC 9101 §4, §5, §6.3: whose request it is, said inside and outside alike; no request within the request. */
function requireOwnClient({ jws: { payload }, parameters }: RequestObject, client: Client): void {
  const { iss, sub } = payload;
  if (payload.client_id !== client.client_id) throw wrong('client_id must be that of the request outside.');
  if (iss !== undefined && iss !== client.client_id) throw wrong('iss must be the client_id.');
  // §10.8: what authenticates a client (RFC 7523 §3) is no request, and a request must not authenticate.
  if (sub === client.client_id) throw wrong('sub must not be the client_id.');
  if (['request', 'request_uri'].some((name) => parameters.all(name).length > 0)) {
    throw wrong('request and request_uri must not be inside it.');
  }
}

/** RFC 9101 §4; demanded by FAPI 2.0 Message Signing §5.3.1. */
function requireReceiver({ jws: { payload } }: RequestObject, client: Client, issuer: string): void {
  const { aud } = payload;
  if (aud === undefined && !rulesOf(client).signedRequestRequired) return;
  if (![aud].flat().includes(issuer)) throw wrong('aud must be, or contain, the issuer.');
}

/** RFC 7519 §4.1.4–5. FAPI 2.0 Message Signing §5.3.1: `nbf` at most 60 minutes ago, `exp` at most 60 minutes after it. */
function requireTimes({ jws: { payload } }: RequestObject, client: Client, now: Date): void {
  const seconds = now.getTime() / 1000;
  const { exp, nbf, iat, jti } = payload;
  for (const [name, at] of Object.entries({ exp, nbf, iat })) {
    if (at !== undefined && typeof at !== 'number') throw wrong(`${name} must be a number of seconds.`);
  }
  if (Number(exp ?? Infinity) <= seconds - CLOCK_TOLERANCE_SECONDS) throw wrong('expired.');
  if (Number(nbf ?? 0) > seconds + CLOCK_TOLERANCE_SECONDS) throw wrong('nbf is in the future.');
  if (jti !== undefined && (typeof jti !== 'string' || jti.length > 256))
    throw wrong('jti must be a short string.');
  if (!rulesOf(client).signedRequestRequired) return;
  if (exp === undefined || nbf === undefined)
    throw wrong('exp and nbf are required by the profile of this client.');
  if (Number(nbf) < seconds - LONGEST_SECONDS) throw wrong('nbf is more than 60 minutes ago.');
  if (Number(exp) - Number(nbf) > LONGEST_SECONDS) throw wrong('exp is more than 60 minutes after nbf.');
}

const wrong = (reason: string): InvalidRequestObject =>
  new InvalidRequestObject(`The request object: ${reason}`);
