import { BerError } from '../ber/ber-error.ts';

/** Both kinds of file begin with this octet when they are binary; no base64 of them does. */
const SEQUENCE = 0x30;
const BLOCK = /-----BEGIN ([A-Z0-9 #]+)-----\s([\s\S]*?)-----END \1-----/g;

/**
 * The encoded structures of a file: binary as it is, PEM (RFC 7468; several blocks), or bare base64 or base64url.
 * @throws BerError with a sentence
 */
export function decodeFile(file: Uint8Array): readonly [Uint8Array, ...Uint8Array[]] {
  if (file.length === 0) throw new BerError('The file is empty.');
  if (file[0] === SEQUENCE) return [file];
  const text = Buffer.from(file)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const [first, ...others] = [...text.matchAll(BLOCK)].map(([, , body = '']) => decodeBase64(body));
  return first === undefined ? [decodeBase64(text)] : [first, ...others];
}

/** RFC 4648 §4 and §5; lines may be broken anywhere. */
function decodeBase64(text: string): Uint8Array {
  const letters = text.replace(/\s/g, '');
  if (
    !/^(?:[A-Za-z0-9+/]+|[A-Za-z0-9_-]+)={0,2}$/.test(letters) ||
    letters.replace(/=/g, '').length % 4 === 1
  )
    throw new BerError('The file is neither binary (DER) nor PEM nor base64.');
  const bytes = Buffer.from(letters, 'base64url');
  if (bytes[0] !== SEQUENCE) throw new BerError('What the file holds is no certificate and no signature.');
  return bytes;
}
