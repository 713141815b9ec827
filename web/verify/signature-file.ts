import type { HashAlgorithm } from '../signing/hash-worker.ts';

/** What the server takes at most; more would have to travel for nothing. */
export const FILE_LIMIT_BYTES = 4_000_000;

/** Object identifiers 2.16.840.1.101.3.4.2.1–3 in DER, without their last octet. */
const SHA_2 = [0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02];
const BY_LAST_OCTET: Readonly<Record<number, HashAlgorithm>> = { 1: 'SHA-256', 2: 'SHA-384', 3: 'SHA-512' };

/**
 * By which algorithm the document has to be hashed: the first SHA-2 that a signature file names is in its list of digest
 * algorithms (RFC 5652 §5.1). Anything else the server tells.
 */
export function digestAlgorithmOf(file: Uint8Array): HashAlgorithm {
  const bytes = file[0] === 0x30 ? file : decodeText(file);
  for (let at = 0; at < bytes.length - SHA_2.length; at++) {
    const found = SHA_2.every((octet, offset) => bytes[at + offset] === octet)
      ? BY_LAST_OCTET[bytes[at + SHA_2.length] ?? 0]
      : undefined;
    if (found) return found;
  }
  return 'SHA-256';
}

/** PEM or bare base64; empty when it is neither. */
function decodeText(file: Uint8Array): Uint8Array {
  const text = new TextDecoder('latin1').decode(file);
  const body = /-----BEGIN [^-]+-----([^-]*)/.exec(text)?.[1] ?? text;
  try {
    const letters = body.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/');
    return Uint8Array.from(atob(letters), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

/** A file as base64, in pieces: a spread of millions of arguments would overflow the stack. */
export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x8000)
    pieces.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)));
  return btoa(pieces.join(''));
}
