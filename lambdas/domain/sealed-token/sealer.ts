import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';

/** What a sealed text is for: each has a key of its own, so that one can never stand for another. */
export type SealPurpose =
  | 'code'
  | 'access-token'
  | 'refresh-token'
  | 'interaction'
  | 'answer'
  | 'dpop-nonce'
  | 'auth-req-id';

/** Turns a small record into an opaque, unforgeable text and back: what is shown to others needs no row of its own. */
export interface Sealer {
  seal(record: object): string;
  /** The record; undefined when the text was not sealed here, for this purpose. */
  open<T>(text: string): T | undefined;
}

const SALT_BYTES = 16;
const IV_BYTES = 12;
const NONCE_BYTES = SALT_BYTES + IV_BYTES;
const TAG_BYTES = 16;
const LIMIT_CHARACTERS = 16_384;

/**
 * AES-256-GCM (NIST SP 800-38D) under a key derived for the purpose (HKDF-SHA-256, RFC 5869) and, from random salt, for each text:
 * with random initialisation vectors alone one key would be used up after 2³² texts (§8.3), which a country seals in a few years.
 * The text is base64url without padding: salt, vector, ciphertext, tag.
 *
 * @param secret the deployment secret `tokens`
 * @param bytes source of random bytes
 */
export function sealer(
  secret: Uint8Array,
  purpose: SealPurpose,
  bytes: (count: number) => Uint8Array,
): Sealer {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `guichet ${purpose}`, 32));
  const keyOf = (nonce: Uint8Array): Buffer =>
    createHmac('sha256', key).update(nonce.subarray(0, SALT_BYTES)).digest();
  return {
    seal(record) {
      const nonce = bytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(nonce), nonce.subarray(SALT_BYTES));
      const body = [cipher.update(JSON.stringify(record), 'utf8'), cipher.final(), cipher.getAuthTag()];
      return Buffer.concat([nonce, ...body]).toString('base64url');
    },
    open<T>(text: string) {
      if (text.length > LIMIT_CHARACTERS || !/^[\w-]+$/.test(text)) return undefined;
      const sealed = Buffer.from(text, 'base64url');
      if (sealed.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      return decipher<T>(keyOf(sealed), sealed);
    },
  };
}

function decipher<T>(key: Uint8Array, sealed: Buffer): T | undefined {
  const opened = createDecipheriv('aes-256-gcm', key, sealed.subarray(SALT_BYTES, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  }).setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    const plain = Buffer.concat([opened.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), opened.final()]);
    return JSON.parse(plain.toString('utf8')) as T;
  } catch {
    return undefined;
  }
}
