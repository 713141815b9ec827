import {
  createCipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  pbkdf2Sync,
} from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { derivePassword, isSigningPassword, wrappingKey } from '../../web/signing/key-derivation.ts';
import { SIGNING_KEY_VECTOR as VECTOR } from '../vectors/signing-key.ts';

const bytes = (hex: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (buffer: ArrayBuffer | Uint8Array): string => Buffer.from(buffer as Uint8Array).toString('hex');

const deviceSecret = (value: string = VECTOR.deviceSecret): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', bytes(value), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** Unwraps what lies on the device, as the browser does. */
async function unwrap(
  changes: Partial<Record<'deviceSecret' | 'keyId' | 'share' | 'passwordSecret', string>> = {},
): Promise<string> {
  const v = { ...VECTOR, ...changes };
  const key = await wrappingKey(
    await deviceSecret(v.deviceSecret),
    v.keyId,
    bytes(v.share),
    bytes(v.passwordSecret),
  );
  const additionalData = new TextEncoder().encode(v.keyId);
  const lock = { name: 'AES-GCM', iv: bytes(VECTOR.iv), additionalData };
  return hex(await crypto.subtle.decrypt(lock, key, bytes(VECTOR.wrapped)));
}

describe('the signing key’s lock (docs/signing-key.md)', () => {
  it('C2: the browser derives verifier and secret of the published vector', async () => {
    const derived = await derivePassword(VECTOR.password, bytes(VECTOR.salt));
    expect(derived.verifier).toBe(VECTOR.verifierBase64url);
    expect(hex(derived.secret)).toBe(VECTOR.passwordSecret);
  });

  it('C2: with device, share and password together the key opens', async () => {
    expect(await unwrap()).toBe(VECTOR.pkcs8);
  });

  it.each([
    ['deviceSecret', '00'.repeat(32)],
    ['share', '00'.repeat(32)],
    ['passwordSecret', '00'.repeat(32)],
    ['keyId', 'BBECAwQFBgcICQoLDA0ODw'],
  ])('C2: with another %s it does not', async (name, value) => {
    await expect(unwrap({ [name]: value })).rejects.toThrow();
  });

  it('C2: the vector is what node:crypto makes of its inputs', () => {
    const { password, salt, iterations, keyId, share, iv, pkcs8 } = VECTOR;
    const derived = pbkdf2Sync(password, bytes(salt), iterations, 64, 'sha256');
    expect(hex(derived)).toBe(VECTOR.verifier + VECTOR.passwordSecret);
    const message = Buffer.concat([
      Buffer.from('guichet signing key v1'),
      Buffer.from(keyId),
      bytes(share),
      derived.subarray(32),
    ]);
    const key = createHmac('sha256', bytes(VECTOR.deviceSecret)).update(message).digest();
    expect(hex(key)).toBe(VECTOR.wrappingKey);
    const cipher = createCipheriv('aes-256-gcm', key, bytes(iv)).setAAD(Buffer.from(keyId));
    const wrapped = Buffer.concat([cipher.update(bytes(pkcs8)), cipher.final(), cipher.getAuthTag()]);
    expect(hex(wrapped)).toBe(VECTOR.wrapped);
    const privateKey = createPrivateKey({ key: Buffer.from(pkcs8, 'hex'), format: 'der', type: 'pkcs8' });
    const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    expect(createHash('sha256').update(spki).digest('base64url')).toBe(VECTOR.publicKeyDigestBase64url);
  });

  it.each([
    ['abc123', true],
    ['Guichet2026', true],
    ['abcdefghijklmno1', true],
    ['abc12', false],
    ['abcdefghijklmnop1', false],
    ['abcdefg', false],
    ['1234567', false],
    ['abc 123', false],
    ['abcé123', false],
    ['', false],
  ])('C2: as a signing password %j is %s (6–16 letters and digits, both)', (password, good) => {
    expect(isSigningPassword(password)).toBe(good);
  });
});
