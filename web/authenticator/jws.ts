import { serverNow } from '../api/call.ts';

const text = new TextEncoder();

export const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const part = (value: object): string => base64url(text.encode(JSON.stringify(value)));

/** A compact JWS by the phone's key (RFC 7515 §3.1; ES256: RFC 7518 §3.4, WebCrypto already gives r‖s). */
export async function signed(privateKey: CryptoKey, header: object, payload: object): Promise<string> {
  const input = `${part({ alg: 'ES256', ...header })}.${part(payload)}`;
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    privateKey,
    text.encode(input),
  );
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

/** base64url(SHA-256(text)). */
export const hashed = async (content: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', text.encode(content))));

/** 128 random bits, for a `jti`. */
export const randomId = (): string => base64url(crypto.getRandomValues(new Uint8Array(16)));

/** Seconds since 1970 by the server's clock. */
export const issuedAt = (): number => Math.floor(serverNow() / 1000);
