/**
 * How the signing key is locked on this device (docs/signing-key.md): it opens only with the password, with the server's share,
 * and with a secret that this browser cannot give away.
 */
const encoder = new TextEncoder();
const ITERATIONS = 600_000;
const LABEL = encoder.encode('guichet signing key v1');

/** What the password becomes. */
export interface DerivedPassword {
  /** Sent to the server, which releases its share for it; base64url. */
  readonly verifier: string;
  /** Never leaves the device. */
  readonly secret: Uint8Array<ArrayBuffer>;
}

/** 6–16 letters and digits, at least one of each (C2). */
export const isSigningPassword = (password: string): boolean =>
  /^[A-Za-z0-9]{6,16}$/.test(password) && /[A-Za-z]/.test(password) && /[0-9]/.test(password);

/** PBKDF2-HMAC-SHA-256: its first half is the verifier, its second the secret. About half a second of work. */
export async function derivePassword(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
): Promise<DerivedPassword> {
  const material = await crypto.subtle.importKey('raw', encoder.encode(password), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS };
  const bits = new Uint8Array(await crypto.subtle.deriveBits(parameters, material, 512));
  return { verifier: toBase64Url(bits.subarray(0, 32)), secret: bits.slice(32) };
}

/** The key under which the private key lies wrapped: a function of device, server and password together. */
export async function wrappingKey(
  deviceSecret: CryptoKey,
  key: string,
  share: Uint8Array,
  password: Uint8Array,
): Promise<CryptoKey> {
  const message = concatenated([LABEL, encoder.encode(key), share, password]);
  const bytes = await crypto.subtle.sign('HMAC', deviceSecret, message);
  return crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The device's own part: usable here, and readable by nobody. */
export const makeDeviceSecret = (): Promise<CryptoKey> =>
  crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign']);

export function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Standard base64, in steps so that large files do not overflow the stack. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

/** Base64 or base64url. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
