import { constants, verify } from 'node:crypto';
import type { PublicKey } from '../x509/public-key.ts';
import { HASH_NAMES } from './digest-algorithm.ts';
import type { SignatureScheme } from './signature-scheme.ts';
import { verificationKeyOf } from './verification-key.ts';

/** Whether the key can make signatures of that scheme: same family, supported kind and size. */
export function isUsable(scheme: SignatureScheme, publicKey: PublicKey): boolean {
  const key = verificationKeyOf(publicKey);
  if (key === undefined) return false;
  if (key.type === 'ec') return scheme.kind === 'ecdsa';
  return scheme.kind === 'rsa-pss' || (scheme.kind === 'rsa-pkcs1' && !key.pssOnly);
}

/** Whether the signature over the data is this key's. Never throws: what cannot be verified is false. */
export function verifyData(
  scheme: SignatureScheme,
  publicKey: PublicKey,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const key = verificationKeyOf(publicKey);
  if (key === undefined || !isUsable(scheme, publicKey)) return false;
  const padding =
    scheme.kind === 'rsa-pss'
      ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: scheme.saltLength }
      : {};
  try {
    return verify(HASH_NAMES[scheme.digest], data, { key: key.key, ...padding }, signature);
  } catch {
    return false;
  }
}
