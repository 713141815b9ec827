import { keyedHash } from '../keyed-hash.ts';

export type IdentifierKind = 'phone' | 'email' | 'document' | 'person' | 'letter';

/**
 * The searchable stand-in of a phone number, e-mail address, document number or person: `<kind>#<HMAC-SHA256, base64url>`.
 * Keyed, because phone numbers can be counted through. Values must be normalised by the caller (E.164, lower case, …).
 */
export function identifierOf(secret: Uint8Array, kind: IdentifierKind, value: string): string {
  return `${kind}#${keyedHash(secret, `${kind}:${value}`).toString('base64url')}`;
}
