import { type Parameters, parametersOf } from '../authorization-request/parameters.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { parseJws } from '../jws/jws.ts';
import { requireSignatureOf } from '../jws/require-client-signature.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Replays } from '../replay/replays.ts';
import { BACKCHANNEL_PARAMETERS, refuseParametersBeside } from './backchannel-parameters.ts';

const LIMIT_CHARACTERS = 16_384;
const CLOCK_TOLERANCE_SECONDS = 10;
/** FAPI-CIBA §5.2.2: from `nbf` to `exp` at most an hour. */
const LONGEST_LIFETIME_SECONDS = 3600;

export interface SignedRequestDeps {
  readonly issuer: string;
  readonly clientKeys: ClientKeys;
  readonly replays: Replays;
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * The parameters of a request: those of the form, or, where there is a signed request, its alone (CIBA Core §7.1.1). A client that
 * registered an algorithm for it, or whose profile says so, must sign.
 */
export async function backchannelParameters(
  form: Parameters,
  client: Client,
  now: Date,
  deps: SignedRequestDeps,
): Promise<Parameters> {
  const jwt = form.get('request');
  if (jwt === undefined) {
    if (rulesOf(client).strictBackchannel || client.backchannel_authentication_request_signing_alg) {
      throw new InvalidRequest('The request of this client must be signed (parameter request).');
    }
    return form;
  }
  refuseParametersBeside(form);
  const claims = await verifySigned(jwt, client, deps.clientKeys);
  const { jti, exp } = requireClaims(claims, client, deps.issuer, now);
  const first = await deps.replays.unique({
    purpose: `backchannel-request:${client.client_id}`,
    id: jti,
    expiresAt: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1000),
    now,
  });
  if (!first) throw new InvalidRequest('The signed request was used before (jti).');
  return asParameters(claims);
}

/** Signed asymmetrically by a registered key, with the registered algorithm, or one that the profile allows. */
async function verifySigned(jwt: string, client: Client, clientKeys: ClientKeys): Promise<Claims> {
  const jws = jwt.length > LIMIT_CHARACTERS ? undefined : parseJws(jwt);
  if (jws === undefined) throw new InvalidRequest('The signed request is no JWT, or too long.');
  const registered = client.backchannel_authentication_request_signing_alg;
  const algorithms = registered === undefined ? rulesOf(client).clientAlgorithms : [registered];
  const fault = await requireSignatureOf(jws, client, algorithms, clientKeys);
  if (fault !== undefined) throw new InvalidRequest(`The signed request: ${fault}`);
  return jws.payload;
}

/** CIBA Core §7.1.1: `iss`, `aud`, `exp`, `iat`, `nbf` and `jti` must all be there. */
function requireClaims(
  claims: Claims,
  client: Client,
  issuer: string,
  now: Date,
): { readonly jti: string; readonly exp: number } {
  const seconds = now.getTime() / 1000;
  const { jti } = claims;
  const [exp, iat, nbf] = (['exp', 'iat', 'nbf'] as const).map((name) => instantOf(claims, name));
  if (claims.iss !== client.client_id) throw wrong('iss', 'must be the client_id');
  if (![claims.aud].flat().includes(issuer)) throw wrong('aud', 'must contain the issuer');
  if (exp === undefined || exp <= seconds - CLOCK_TOLERANCE_SECONDS) throw wrong('exp', 'is over');
  if (nbf === undefined || nbf > seconds + CLOCK_TOLERANCE_SECONDS) throw wrong('nbf', 'is to come');
  if (iat === undefined || iat > seconds + CLOCK_TOLERANCE_SECONDS) throw wrong('iat', 'is to come');
  if (exp - nbf > LONGEST_LIFETIME_SECONDS) throw wrong('exp', 'is more than an hour after nbf');
  if (typeof jti !== 'string' || jti.length < 8 || jti.length > 256)
    throw wrong('jti', 'must have 8 to 256 characters');
  return { jti, exp };
}

function instantOf(claims: Claims, name: string): number {
  const value = claims[name];
  if (typeof value !== 'number') throw wrong(name, 'is required and must be a number');
  return value;
}

const wrong = (claim: string, what: string): InvalidRequest =>
  new InvalidRequest(`The signed request: ${claim} ${what} (CIBA Core 7.1.1).`);

/** Numbers may come as JSON numbers (§7.1.1, requested_expiry), `claims` as an object; other shapes are no values. */
function asParameters(claims: Claims): Parameters {
  const pairs = BACKCHANNEL_PARAMETERS.flatMap((name): [string, string][] => {
    const value = claims[name];
    if (value === undefined) return [];
    if (typeof value === 'string' || typeof value === 'number') return [[name, String(value)]];
    if (name === 'claims') return [[name, JSON.stringify(value)]];
    throw new InvalidRequest(`${name} in the signed request must be a string.`);
  });
  return parametersOf(new URLSearchParams(pairs));
}
