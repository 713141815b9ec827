import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import { isSignedBy, type Jws, parseJws } from '../jws/jws.ts';

const MOST_KEPT = 1000;

/** Public keys of the phones seen last: a phone asks every few seconds, and to import its key costs as much as to verify by it. */
const imported = new Map<string, KeyObject>();

/** The JWS when this phone signed it (ES256, RFC 7518 §3.4), else undefined; node:crypto because it costs half of WebCrypto. */
export function signedByDevice(text: string, key: DevicePublicKey): Jws | undefined {
  const jws = parseJws(text);
  if (jws === undefined || jws.header.alg !== 'ES256' || jws.header.crit !== undefined) return undefined;
  const own = publicKeyOf(key);
  return own !== undefined && isSignedBy(jws, 'ES256', own) ? jws : undefined;
}

/** Undefined for coordinates that are no point of the curve. */
function publicKeyOf(key: DevicePublicKey): KeyObject | undefined {
  const name = JSON.stringify([key.kty, key.crv, key.x, key.y]);
  const known = imported.get(name);
  if (known !== undefined) return known;
  try {
    const made = createPublicKey({ key: { ...key }, format: 'jwk' });
    if (imported.size >= MOST_KEPT) imported.delete(imported.keys().next().value ?? '');
    imported.set(name, made);
    return made;
  } catch {
    return undefined;
  }
}
