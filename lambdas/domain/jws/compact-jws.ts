import { type KeyObject, verify } from 'node:crypto';

/** A compact JWS taken apart (RFC 7515 §3.1); nothing is verified yet. */
export interface CompactJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signingInput: string;
  readonly signature: Uint8Array;
}

/** Undefined when it is not three base64url parts with a JSON object in the first two. */
export function parseJws(text: string): CompactJws | undefined {
  const [, header = '', payload = '', signature = ''] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  const [head, body] = [parseObject(header), parseObject(payload)];
  if (head === undefined || body === undefined) return undefined;
  return {
    header: head,
    payload: body,
    signingInput: text.slice(0, text.lastIndexOf('.')),
    signature: Buffer.from(signature, 'base64url'),
  };
}

function parseObject(part: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

type KeyFit = (key: KeyObject) => boolean;

const ec: KeyFit = (key) =>
  key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1';
const rsa: KeyFit = (key) =>
  key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048;
const ed25519: KeyFit = (key) => key.asymmetricKeyType === 'ed25519';

/** Algorithms by which others may sign for us: RFC 7518 §3.1, RFC 8037 §3.1, RFC 9864 §2.2. */
const ALGORITHMS: Readonly<
  Record<string, { readonly hash: string | null; readonly fits: KeyFit; readonly options?: object }>
> = {
  ES256: { hash: 'sha256', fits: ec, options: { dsaEncoding: 'ieee-p1363' } },
  RS256: { hash: 'sha256', fits: rsa },
  // RSA_PKCS1_PSS_PADDING, salt as long as the digest (RFC 7518 §3.5)
  PS256: { hash: 'sha256', fits: rsa, options: { padding: 6, saltLength: 32 } },
  EdDSA: { hash: null, fits: ed25519 },
  Ed25519: { hash: null, fits: ed25519 },
};

/** Whether the signature is right for this algorithm and key; false also when the key is of another kind, or the algorithm none of ours. */
export function hasValidSignature(jws: CompactJws, algorithm: string, key: KeyObject): boolean {
  const known = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  if (known === undefined || !known.fits(key)) return false;
  return verify(known.hash, Buffer.from(jws.signingInput), { key, ...known.options }, jws.signature);
}
