import { type Parameters, parametersOf } from '../authorization-request/parameters.ts';
import { type Jws, parseJws } from '../jws/jws.ts';
import { InvalidRequestObject } from '../oauth-error/invalid-request-object.ts';

/** An authorization request as a JWT (RFC 9101 §2.1), read and not yet verified. */
export interface RequestObject {
  readonly jws: Jws;
  /** Its claims as parameters: the only ones that count (§6.3). */
  readonly parameters: Parameters;
}

const LIMIT_CHARACTERS = 32_768;

/** Claims of the JWT itself; no parameters of a request (RFC 9101 §4). */
const JWT_CLAIMS: readonly string[] = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti'];

/** Reads the parameter `request`. Encrypted ones are not supported, as the metadata says. */
export function parseRequestObject(text: string): RequestObject {
  if (text.length > LIMIT_CHARACTERS) throw new InvalidRequestObject('The request object is too long.');
  if (text.split('.').length === 5) {
    throw new InvalidRequestObject('Encrypted request objects are not supported: send it signed only.');
  }
  const jws = parseJws(text);
  if (jws === undefined) throw new InvalidRequestObject('request is not a signed JWT (RFC 9101).');
  return { jws, parameters: parametersOf(pairsOf(jws.payload)) };
}

/** RFC 9101 §4, OIDC Core §6.1: strings as they are, numbers and objects (`max_age`, `claims`) as their JSON, lists as repetitions. */
function pairsOf(payload: Jws['payload']): URLSearchParams {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(payload)) {
    if (JWT_CLAIMS.includes(name)) continue;
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== null) pairs.append(name, typeof one === 'string' ? one : JSON.stringify(one));
    }
  }
  return pairs;
}
