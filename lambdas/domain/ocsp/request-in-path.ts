import { OcspRefusal } from './ocsp-refusal.ts';

/**
 * The request of a GET (RFC 6960 A.1): base64 in the path, percent-encoded or not, as gateways leave it; base64url is understood.
 * @param path what stands after `/ocsp/`
 * @throws OcspRefusal malformedRequest
 */
export function requestInPath(path: string): Uint8Array {
  const base64 = decoded(path)
    .replaceAll(' ', '+')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]+$/.test(base64) || base64.length % 4 === 1) {
    throw new OcspRefusal('malformedRequest', 'The path holds no base64.');
  }
  return Uint8Array.from(Buffer.from(base64, 'base64'));
}

/** Percent signs do not occur in base64: decoding what is already decoded changes nothing. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new OcspRefusal('malformedRequest', 'The path is not percent-encoded UTF-8.');
  }
}
