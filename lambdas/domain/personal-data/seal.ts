import { type CipherKey, createCipheriv, createDecipheriv } from 'node:crypto';

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with the person's id as associated data, so that records cannot be swapped (NIST SP 800-38D). */
export function sealText(key: CipherKey, person: string, plain: string, iv: Uint8Array): string {
  if (iv.length !== IV_BYTES) throw new Error(`The initialisation vector must have ${IV_BYTES} bytes.`);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(person));
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return [VERSION, Buffer.from(iv).toString('base64url'), body.toString('base64url')].join('.');
}

/** The reverse of `sealText`; throws when anything was changed. */
export function openText(key: CipherKey, person: string, sealed: string): string {
  const [version, iv, body] = sealed.split('.');
  if (version !== VERSION || iv === undefined || body === undefined)
    throw new Error('The sealed text is not of a known version.');
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64url'), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(person)).setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
}
