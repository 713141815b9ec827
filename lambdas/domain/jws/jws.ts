import { constants, type KeyObject, verify } from 'node:crypto';
import { toDerSignature } from '../asn1/ecdsa-signature.ts';

/** What is signed with by relying parties (RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2): never `none`, never a shared secret. */
export const JWS_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'] as const;
export type JwsAlgorithm = (typeof JWS_ALGORITHMS)[number];

export const isJwsAlgorithm = (name: unknown): name is JwsAlgorithm =>
  (JWS_ALGORITHMS as readonly unknown[]).includes(name);

/** A compact JWS (RFC 7515 §3.1), read and not yet verified. */
export interface Jws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

/** Three base64url parts, header and payload JSON objects; undefined for anything else. */
export function parseJws(text: string): Jws | undefined {
  const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]*)$/.exec(text) ?? [];
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const [readHeader, readPayload] = [objectIn(header), objectIn(payload)];
  if (readHeader === undefined || readPayload === undefined) return undefined;
  return {
    header: readHeader,
    payload: readPayload,
    signingInput: `${header}.${payload}`,
    signature: Buffer.from(signature, 'base64url'),
  };
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function objectIn(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(UTF8.decode(Buffer.from(part, 'base64url')));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * RFC 7515 §5.2 with a key already imported; node:crypto because it costs half of WebCrypto, and DER because `dsaEncoding` needs an object
 * around the key, which costs Node half a verification more. The caller matched key and algorithm (`ClientKeys`); a key of another
 * kind is no match here either.
 */
export function isSignedBy(
  { signingInput, signature }: Jws,
  algorithm: JwsAlgorithm,
  key: KeyObject,
): boolean {
  const data = Buffer.from(signingInput, 'latin1');
  const kind = key.asymmetricKeyType;
  try {
    if (algorithm === 'ES256') {
      if (kind !== 'ec' || signature.length !== 64) return false;
      return verify('sha256', data, key, toDerSignature(signature));
    }
    if (algorithm === 'RS256') return kind === 'rsa' && verify('sha256', data, key, signature);
    if (algorithm === 'PS256') return kind === 'rsa' && verify('sha256', data, pss(key), signature);
    return kind === 'ed25519' && verify(null, data, key, signature);
  } catch {
    return false;
  }
}

/** RFC 7518 §3.5: MGF1 with the same hash, a salt as long as the hash. */
const pss = (key: KeyObject) => ({ key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 });
