import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import { isSignedBy, type Jws, parseJws } from '../jws/jws.ts';

/** A request carries two signatures of one phone: its key is imported once. */
const imported = new WeakMap<DevicePublicKey, KeyObject>();

/** The JWS when this phone signed it (ES256, RFC 7518 §3.4), else undefined; node:crypto because it costs half of WebCrypto. */
export function signedByDevice(text: string, key: DevicePublicKey): Jws | undefined {
  const jws = parseJws(text);
  if (jws === undefined || jws.header.alg !== 'ES256' || jws.header.crit !== undefined) return undefined;
  const own = publicKeyOf(key);
  return own !== undefined && isSignedBy(jws, 'ES256', own) ? jws : undefined;
}

/** Undefined for coordinates that are no point of the curve. */
function publicKeyOf(key: DevicePublicKey): KeyObject | undefined {
  const known = imported.get(key);
  if (known !== undefined) return known;
  try {
    const made = createPublicKey({ key: { ...key }, format: 'jwk' });
    imported.set(key, made);
    return made;
  } catch {
    return undefined;
  }
}
