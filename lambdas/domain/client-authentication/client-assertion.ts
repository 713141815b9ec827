import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { type Jws, parseJws } from '../jws/jws.ts';
import { requireSignatureOf } from '../jws/require-client-signature.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import type { Replays } from '../replay/replays.ts';

/** Either name of the old kind of client assertion, or the explicit one of RFC 7523bis. */
const TYPES: readonly unknown[] = [undefined, 'jwt', 'client-authentication+jwt'];
const CLOCK_TOLERANCE_SECONDS = 10;
const LONGEST_LIFETIME_SECONDS = 3600;
const LIMIT_CHARACTERS = 8192;

export interface AssertionContext {
  /** The issuer first; then whatever else may be named as `aud` (RFC 7523 §3, RFC 9126 §2). */
  readonly audiences: readonly string[];
  readonly clientKeys: ClientKeys;
  readonly replays: Replays;
  readonly now: Date;
}

/**
 * RFC 7523 §3: signed by a registered key; `iss` and `sub` are the client (3.1, 3.2), `aud` is this provider (3.3), `exp` in
 * the future and near (3.4), `jti` never seen (3.7). Throws `InvalidClient` with the reason, for the client to mend it.
 */
export async function verifyClientAssertion(
  client: Client,
  assertion: string,
  context: AssertionContext,
): Promise<void> {
  if (assertion.length > LIMIT_CHARACTERS) throw new InvalidClient('client_assertion is too long.');
  const jws = parseJws(assertion);
  if (jws === undefined) throw new InvalidClient('client_assertion is not a signed JWT.');
  await requireSignature(jws, client, context);
  const { jti, exp } = requireClaims(jws, client, context);
  const first = await context.replays.unique({
    purpose: `client-assertion:${client.client_id}`,
    id: jti,
    expiresAt: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1000),
    now: context.now,
  });
  if (!first) throw new InvalidClient('client_assertion was used before (jti).');
}

async function requireSignature(jws: Jws, client: Client, { clientKeys }: AssertionContext): Promise<void> {
  const { typ } = jws.header;
  if (!TYPES.includes(typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : typ)) {
    throw new InvalidClient('client_assertion: typ is of another kind of token.');
  }
  const registered = client.token_endpoint_auth_signing_alg;
  const algorithms = registered === undefined ? rulesOf(client).clientAlgorithms : [registered];
  const fault = await requireSignatureOf(jws, client, algorithms, clientKeys);
  if (fault !== undefined) throw new InvalidClient(`client_assertion: ${fault}`);
}

function requireClaims(
  { header, payload }: Jws,
  client: Client,
  { audiences, now }: AssertionContext,
): { readonly jti: string; readonly exp: number } {
  const { iss, sub, aud, exp, nbf, iat, jti } = payload;
  const seconds = now.getTime() / 1000;
  if (iss !== client.client_id || sub !== client.client_id)
    throw wrong('iss and sub must both be the client_id.');
  requireAudience(aud, client, audiences, header.typ);
  if (typeof exp !== 'number' || exp <= seconds - CLOCK_TOLERANCE_SECONDS)
    throw wrong('expired, or without exp.');
  if (exp > seconds + LONGEST_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) {
    throw wrong(`it must expire within ${LONGEST_LIFETIME_SECONDS} seconds.`);
  }
  if ([nbf, iat].some((at) => !isPast(at, seconds)))
    throw wrong('nbf or iat is in the future, or no number.');
  if (typeof jti !== 'string' || jti === '' || jti.length > 256)
    throw wrong('jti must have 1 to 256 characters.');
  return { jti, exp };
}

/** FAPI 2.0 Security Profile §5.3.2.1: up to 10 seconds ahead is a clock, not a lie. */
const isPast = (at: unknown, seconds: number): boolean =>
  at === undefined || (typeof at === 'number' && at <= seconds + CLOCK_TOLERANCE_SECONDS + 5);

/**
 * RFC 7523 §3 point 3. An assertion made for several receivers, or for an address, can be carried on by one of them; hence FAPI 2.0
 * §5.3.2.1 and RFC 7523bis (assertions with their own `typ`) take the issuer as a single string only.
 */
function requireAudience(aud: unknown, client: Client, audiences: readonly string[], typ: unknown): void {
  const issuerOnly = rulesOf(client).issuerAudienceOnly || /client-authentication\+jwt$/i.test(String(typ));
  const named = issuerOnly
    ? aud === audiences[0]
    : (Array.isArray(aud) ? aud : [aud]).some((one) => audiences.includes(one));
  if (!named)
    throw wrong(issuerOnly ? 'aud must be the issuer, as one string.' : 'aud does not name this provider.');
}

const wrong = (reason: string): InvalidClient => new InvalidClient(`client_assertion: ${reason}`);
