import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** What a sealed text is for: each has a key of its own, so that one can never stand for another. */
export type SealPurpose =
  | 'code'
  | 'access-token'
  | 'refresh-token'
  | 'interaction'
  | 'browser-session'
  | 'logout'
  | 'answer'
  | 'dpop-nonce'
  | 'auth-req-id'
  | 'ciba-ping'
  | 'person-hint'
  | 'stream-authorization'
  | 'registration'
  | 'push-endpoint';

/** Turns a small record into an opaque, unforgeable text and back: what is shown to others needs no row of its own. */
export interface Sealer {
  seal(record: object): string;
  /** The record; undefined when the text was not sealed here, for this purpose. */
  open<T>(text: string): T | undefined;
}

const KEY_NUMBER_BYTES = 1;
const IV_BYTES = 12;
const NONCE_BYTES = KEY_NUMBER_BYTES + IV_BYTES;
const TAG_BYTES = 16;
const LIMIT_CHARACTERS = 16_384;

/**
 * AES-256-GCM (NIST SP 800-38D) under one of 256 keys derived for the purpose (HKDF-SHA-256, RFC 5869): one key is used up after 2³²
 * random initialisation vectors (§8.3), which a country seals in a few years. A sealer draws one for its life, which is that of a function
 * instance: to derive another for each text costs more than to seal it. The text is base64url without padding: key number, vector,
 * ciphertext, tag.
 *
 * @param secret the deployment secret `tokens`
 * @param bytes source of random bytes
 */
export function sealer(
  secret: Uint8Array,
  purpose: SealPurpose,
  bytes: (count: number) => Uint8Array,
): Sealer {
  const keyOf = derivedKeys(secret, purpose);
  const own = bytes(KEY_NUMBER_BYTES);
  return {
    seal(record) {
      const iv = bytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(own[0] ?? 0), iv);
      const body = [cipher.update(JSON.stringify(record), 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([own, iv, ...body]).toString('base64url');
    },
    open<T>(text: string) {
      if (text.length > LIMIT_CHARACTERS || !/^[\w-]+$/.test(text)) return undefined;
      const sealed = Buffer.from(text, 'base64url');
      if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      return decipher<T>(keyOf(sealed[0] ?? 0), sealed);
    },
  };
}

/** Kept as key objects: handing over raw bytes each time costs three times the cipher. */
function derivedKeys(secret: Uint8Array, purpose: SealPurpose): (number: number) => KeyObject {
  const kept = new Map<number, KeyObject>();
  const from = createSecretKey(secret);
  return (number) => {
    const known = kept.get(number);
    if (known !== undefined) return known;
    const bytes = hkdfSync('sha256', from, '', `guichet ${purpose} ${number}`, 32);
    const derived = createSecretKey(new Uint8Array(bytes));
    kept.set(number, derived);
    return derived;
  };
}

function decipher<T>(key: KeyObject, sealed: Buffer): T | undefined {
  const opened = createDecipheriv('aes-256-gcm', key, sealed.subarray(KEY_NUMBER_BYTES, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([opened.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), opened.final()]);
    return JSON.parse(plain.toString('utf8')) as T;
  } catch {
    return undefined;
  }
}
