import type { KeyShareRequest, KeyShareView } from '../../lambdas/contracts/certificates.ts';
import { RefusedCall } from '../api/call.ts';
import type { Device } from '../authenticator/device.ts';
import { deviceCall } from '../authenticator/device-call.ts';
import { certificationRequest } from './certification-request.ts';
import { derivePassword, fromBase64, makeDeviceSecret, toBase64Url, wrappingKey } from './key-derivation.ts';
import { type KeptKey, keepKey, type SigningKind } from './key-vault.ts';

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** A new key and the request to certify it. */
export interface MadeKey {
  readonly kept: KeptKey;
  /** PKCS #10, DER. */
  readonly request: Uint8Array;
}

/**
 * Makes a signing key on this device and locks it at once; the key in clear is never kept. The password is checked by
 * `isSigningPassword` before.
 */
export async function makeSigningKey(
  device: Device,
  use: { readonly kind: SigningKind; readonly organisation?: string },
  password: string,
): Promise<MadeKey> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const derived = await derivePassword(password, salt);
  const pair = await crypto.subtle.generateKey(P256, true, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('spki', pair.publicKey));
  const wish: KeyShareRequest = {
    verifier: derived.verifier,
    publicKey: toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey))),
    ...(use.organisation !== undefined && { organisation: use.organisation }),
  };
  const { key, share } = await deviceCall<KeyShareView>(device, 'POST', '/api/signing-keys', wish);
  const deviceSecret = await makeDeviceSecret();
  const wrapping = await wrappingKey(deviceSecret, key, fromBase64(share), derived.secret);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', pair.privateKey);
  const kept: KeptKey = {
    key,
    ...use,
    salt,
    deviceSecret,
    iv,
    wrapped: new Uint8Array(await crypto.subtle.encrypt(lock(iv, key), wrapping, pkcs8)),
    publicKey,
    madeAt: Date.now(),
  };
  new Uint8Array(pkcs8).fill(0);
  await keepKey(kept);
  const request = await certificationRequest(publicKey.buffer, (data) =>
    crypto.subtle.sign(ES256, pair.privateKey, data),
  );
  return { kept, request };
}

/** What the server's share is asked for: the digest of what will be signed stands in the person's own record. */
export interface KeyUse {
  readonly purpose: 'sign' | 'certify';
  /** SHA-256, base64url. */
  readonly digest: string;
}

/** Opens a kept key for one use. The key cannot be read out and is forgotten with the page. */
export async function openSigningKey(
  device: Device,
  kept: KeptKey,
  password: string,
  use: KeyUse,
): Promise<CryptoKey> {
  const derived = await derivePassword(password, kept.salt);
  const { share } = await deviceCall<{ share: string }>(
    device,
    'POST',
    `/api/signing-keys/${encodeURIComponent(kept.key)}/share`,
    { verifier: derived.verifier, ...use },
  );
  const wrapping = await wrappingKey(kept.deviceSecret, kept.key, fromBase64(share), derived.secret);
  const pkcs8 = await crypto.subtle.decrypt(lock(kept.iv, kept.key), wrapping, kept.wrapped).catch(unfit);
  const opened = await crypto.subtle.importKey('pkcs8', pkcs8, P256, false, ['sign']);
  new Uint8Array(pkcs8).fill(0);
  return opened;
}

/** The password was right, and yet it does not open: what lies on this device is not what the share belongs to. */
function unfit(): never {
  throw new RefusedCall({
    type: 'about:blank',
    title: 'The key does not open',
    status: 409,
    code: 'signing-key-unfit',
    detail: 'The key on this device does not open. Apply for a new certificate.',
    next: ['apply-for-certificate'],
  });
}

const lock = (iv: Uint8Array<ArrayBuffer>, key: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(key),
});
