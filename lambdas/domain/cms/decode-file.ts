import { BerError } from '../ber/ber-error.ts';

/** Both kinds of file begin with this octet when they are binary; no base64 of them does. */
const SEQUENCE = 0x30;
const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** A file with more of them is made to keep a reader busy. */
const MOST_BLOCKS = 256;

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
  const [first, ...others] = blocksOf(text).map(decodeBase64);
  return first === undefined ? [decodeBase64(text)] : [first, ...others];
}

/** What stands between each begin and its end. Read from left to right, each character once: no pattern that looks ahead for an end. */
function blocksOf(text: string): string[] {
  const blocks: string[] = [];
  for (let at = text.indexOf(BEGIN); at !== -1; at = text.indexOf(BEGIN, at)) {
    const start = text.indexOf(DASHES, at + BEGIN.length);
    const label = text.slice(at + BEGIN.length, start);
    const end = start === -1 ? -1 : text.indexOf(`${DASHES}END ${label}${DASHES}`, start + DASHES.length);
    if (end === -1) throw new BerError('A block of the PEM file has no end: the file is incomplete.');
    if (blocks.length === MOST_BLOCKS) throw new BerError(`The file has more than ${MOST_BLOCKS} blocks.`);
    blocks.push(text.slice(start + DASHES.length, end));
    at = end + DASHES.length;
  }
  return blocks;
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
