import { createHash } from 'node:crypto';
import type { JWK } from 'jose';
import { fits, importKeys } from '../client-keys/fitting-keys.ts';
import { isJwsAlgorithm, isSignedBy, type Jws, type JwsAlgorithm, parseJws } from '../jws/jws.ts';
import { InvalidDpopProof } from '../oauth-error/invalid-dpop-proof.ts';
import { UseDpopNonce } from '../oauth-error/use-dpop-nonce.ts';
import type { Replays } from '../replay/replays.ts';
import { DPOP_NONCE_SECONDS, type DpopNonces } from './dpop-nonces.ts';
import { jwkThumbprint } from './jwk-thumbprint.ts';

/** How far a client's clock may be wrong, either way (RFC 9449 §11.1: brief; FAPI 2.0 Security Profile §5.3.2.1: 10 to 60 s). */
export const DPOP_PROOF_SECONDS = 60;

const LIMIT_CHARACTERS = 4096;

/** The request a proof must have been made for. */
export interface ProvenRequest {
  readonly method: string;
  /** The address as clients know it: public origin and path. */
  readonly uri: string;
  readonly now: Date;
}

export interface DpopPolicy {
  /** What the client may sign with (its profile's). */
  readonly algorithms: readonly string[];
  /** Whether a proof without our nonce is sent back for one (FAPI clients). */
  readonly nonceRequired: boolean;
  /** At a resource: the token shown with the proof. */
  readonly accessToken?: string;
}

export interface DpopDeps {
  readonly nonces: DpopNonces;
  readonly replays: Replays;
}

/**
 * The checks of RFC 9449 §4.3 in its order, then that the proof was never seen (§11.1: one conditional write, last, so that
 * only good proofs are remembered).
 *
 * @returns the thumbprint of the proven key (RFC 7638), which tokens are bound to
 */
export async function verifyDpopProof(
  header: string,
  request: ProvenRequest,
  policy: DpopPolicy,
  deps: DpopDeps,
): Promise<{ readonly jkt: string }> {
  const { proof, algorithm } = requireProof(header, policy.algorithms);
  const jkt = requireSignature(proof, algorithm);
  requireRequest(proof, request);
  const usedUpAt = await requireFresh(proof, request.now, policy, deps.nonces);
  if (policy.accessToken !== undefined) requireTokenHash(proof, policy.accessToken);
  const first = await deps.replays.unique({
    purpose: `dpop:${jkt}`,
    id: String(proof.payload.jti),
    expiresAt: usedUpAt,
    now: request.now,
  });
  if (!first) throw refused('it was used before (jti)');
  return { jkt };
}

/** Checks 1 to 5: one well-formed JWT of the type, with the claims of §4.2, by an algorithm the client may use. */
function requireProof(
  header: string,
  algorithms: readonly string[],
): { readonly proof: Jws; readonly algorithm: JwsAlgorithm } {
  const proof = header.length > LIMIT_CHARACTERS ? undefined : parseJws(header);
  if (proof === undefined) throw refused('the header DPoP must hold one JWT');
  const { jti, htm, htu, iat } = proof.payload;
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw refused('it needs a jti');
  if (typeof htm !== 'string' || typeof htu !== 'string') throw refused('it needs htm and htu');
  if (typeof iat !== 'number') throw refused('it needs iat');
  const { typ, alg, crit, b64 } = proof.header;
  if (typ !== 'dpop+jwt') throw refused('its typ must be dpop+jwt');
  if (crit !== undefined || b64 !== undefined) throw refused('crit and b64 are not supported');
  if (!isJwsAlgorithm(alg) || !algorithms.includes(alg)) {
    throw refused(`its alg must be one of ${algorithms.join(', ')}`);
  }
  return { proof, algorithm: alg };
}

/** Checks 6 and 7: signed by the key in its header, which is public and fit for the algorithm. Gives the key's thumbprint. */
function requireSignature(proof: Jws, algorithm: JwsAlgorithm): string {
  const jwk = proof.header.jwk;
  if (!isJwk(jwk)) throw refused('its header needs a jwk');
  if ('d' in jwk || 'k' in jwk) throw refused('its jwk must be public');
  const jkt = jwkThumbprint(jwk);
  const [key] = importKeys([jwk]);
  if (jkt === undefined || key === undefined || !fits(key, algorithm, 'sig')) {
    throw refused('its jwk is no key for its alg');
  }
  if (!isSignedBy(proof, algorithm, key.key)) throw refused('its signature is wrong');
  return jkt;
}

const isJwk = (value: unknown): value is JWK =>
  typeof value === 'object' && value !== null && 'kty' in value && typeof value.kty === 'string';

/** Checks 8 and 9; `htu` counts without query and fragment, and normalised (RFC 3986 §6.2.2, §6.2.3). */
function requireRequest({ payload }: Jws, request: ProvenRequest): void {
  if (payload.htm !== request.method) throw refused('htm is not the method of this request');
  if (plainAddress(String(payload.htu)) !== plainAddress(request.uri)) {
    throw refused('htu is not the address of this request');
  }
}

function plainAddress(text: string): string | undefined {
  const uri = URL.parse(text);
  return uri === null ? undefined : `${uri.origin}${uri.pathname}`;
}

/**
 * Checks 10 and 11: a nonce, where there is one or must be, is ours and recent. It then tells when the proof was made, however late the
 * clock of the client is (§11.1); without one `iat` does. An `iat` to come is refused in any case (FAPI 2.0 Security Profile §5.3.2.1).
 * Gives when the proof is of no use any more.
 */
async function requireFresh(
  { payload }: Jws,
  now: Date,
  policy: DpopPolicy,
  nonces: DpopNonces,
): Promise<Date> {
  const { nonce } = payload;
  const given = typeof nonce === 'string' && (await nonces.isGood(nonce, now));
  if (!given && (nonce !== undefined || policy.nonceRequired))
    throw new UseDpopNonce(await nonces.current(now));
  const seconds = now.getTime() / 1000;
  const iat = Number(payload.iat);
  if (iat - seconds > DPOP_PROOF_SECONDS || (!given && seconds - iat > DPOP_PROOF_SECONDS)) {
    throw refused(`its iat is more than ${DPOP_PROOF_SECONDS} seconds off`);
  }
  const lastUse = given ? seconds + DPOP_NONCE_SECONDS : iat + DPOP_PROOF_SECONDS;
  return new Date((lastUse + 1) * 1000);
}

/** Check 12, first half: the proof was made for this very token (§4.2 `ath`); that the token is bound to the key is the caller's. */
function requireTokenHash({ payload }: Jws, accessToken: string): void {
  if (payload.ath !== createHash('sha256').update(accessToken).digest('base64url')) {
    throw refused('ath is not the hash of the access token');
  }
}

const refused = (why: string): InvalidDpopProof => new InvalidDpopProof(`The DPoP proof is refused: ${why}.`);
