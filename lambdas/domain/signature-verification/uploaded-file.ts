import { Refusal } from '../errors.ts';

/** A file as text: PEM as it is, everything else as base64 or base64url of its bytes; what is neither is left to the reader. */
export function uploadedFile(text: string, limitBytes: number): Uint8Array {
  // Without the spaces first: a pattern that allows them in several places takes quadratic time
  const isBase64 =
    !text.includes('-----BEGIN') && /^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/.test(text.replace(/\s/g, ''));
  return requireSize(Buffer.from(text, isBase64 ? 'base64' : 'utf8'), limitBytes);
}

/** @throws Refusal too-large with the way out */
export function requireSize<Bytes extends Uint8Array>(bytes: Bytes, limitBytes: number): Bytes {
  if (bytes.length <= limitBytes) return bytes;
  throw new Refusal(
    'too-large',
    'signature-too-large',
    `Files of more than ${limitBytes} bytes are not taken. Verify a large document by its hash value: mode "hash", with the detached signature.`,
    { next: ['other-document'] },
  );
}

/** Hex in either case, colons and spaces allowed between; else base64 or base64url. */
export function digestOf(text: string): Uint8Array {
  const letters = text.replace(/[\s:]/g, '');
  const isHex = letters.length % 2 === 0 && /^[0-9a-f]+$/i.test(letters);
  return Buffer.from(letters, isHex ? 'hex' : 'base64');
}
