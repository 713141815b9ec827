import type { Client } from '../client/client.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { isJwsAlgorithm, isSignedBy, type Jws } from './jws.ts';

/**
 * RFC 7515 §5.2, RFC 8725 §3.1–3.2: signed with an expected algorithm by a key of this client that is for it.
 *
 * @returns what is wrong, as the end of a sentence fit for `error_description`; undefined when nothing is
 */
export async function requireSignatureOf(
  jws: Jws,
  client: Client,
  algorithms: readonly string[],
  keys: ClientKeys,
): Promise<string | undefined> {
  const { alg, kid, crit, b64 } = jws.header;
  if (!isJwsAlgorithm(alg) || !algorithms.includes(alg)) {
    return `the algorithm must be one of ${algorithms.join(', ')}.`;
  }
  if (crit !== undefined || b64 !== undefined) return 'crit and b64 are not supported.';
  if (kid !== undefined && typeof kid !== 'string') return 'kid must be a string.';
  const candidates = await keys.toVerify(client, { alg, ...(kid !== undefined && { kid }) });
  if (candidates.length === 0) return 'no registered key fits its alg and kid.';
  if (!candidates.some(({ key }) => isSignedBy(jws, alg, key))) return 'the signature is wrong.';
  return undefined;
}
