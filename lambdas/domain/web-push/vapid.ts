import type { Signer } from '../signer/signer.ts';

/** RFC 8292 §2: at most 24 hours; half of it leaves room for clocks that are wrong. */
const TOKEN_SECONDS = 12 * 3600;
/** A token serves until this much before its end. */
const SPARE_SECONDS = 3600;
/** More push services than there are; whoever names others does not fill the memory. */
const KEPT_ORIGINS = 64;

export interface VapidOptions {
  /** KMS key `web-push` (ES256). */
  readonly signer: Signer;
  /** `mailto:` or `https:`, where a push service reaches the operator (RFC 8292 §2.1). */
  readonly contact: string;
}

/** Value of the header `authorization` for pushes to an endpoint (RFC 8292 §3). */
export type VapidAuthorization = (endpoint: string, now: Date) => Promise<string>;

interface Kept {
  readonly value: string;
  readonly usableUntil: number;
}

/**
 * Says to push services who pushes. One token an origin, signed once and used for hours: a push costs no signature. The token is bound
 * to its origin, so that no push service can use it at another.
 */
export function vapid({ signer, contact }: VapidOptions): VapidAuthorization {
  const kept = new Map<string, Kept>();
  return async (endpoint, now) => {
    const { origin } = new URL(endpoint);
    const seconds = Math.floor(now.getTime() / 1000);
    const known = kept.get(origin);
    if (known !== undefined && seconds < known.usableUntil) return known.value;
    const exp = seconds + TOKEN_SECONDS;
    const token = await signedToken(signer, { aud: origin, exp, sub: contact });
    const value = `vapid t=${token}, k=${await applicationServerKey(signer)}`;
    kept.delete(origin); // set again, it is the youngest
    if (kept.size >= KEPT_ORIGINS) kept.delete(kept.keys().next().value ?? '');
    kept.set(origin, { value, usableUntil: exp - SPARE_SECONDS });
    return value;
  };
}

/** The public key as browsers and push services take it: uncompressed point, base64url (RFC 8292 §3.2, Push API `applicationServerKey`). */
export async function applicationServerKey(signer: Pick<Signer, 'publicJwk'>): Promise<string> {
  const { x = '', y = '' } = await signer.publicJwk();
  const point = [Buffer.of(0x04), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')];
  return Buffer.concat(point).toString('base64url');
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The header names nothing but type and algorithm, as in RFC 8292 §2.4: the key stands beside the token. */
async function signedToken(signer: Signer, claims: object): Promise<string> {
  const input = `${encode({ typ: 'JWT', alg: signer.algorithm })}.${encode(claims)}`;
  const signature = await signer.sign(new TextEncoder().encode(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}
