import { BerError } from './ber-error.ts';
import { children, type Element, isConstructed } from './element.ts';
import {
  BIT_STRING,
  BMP_STRING,
  ENUMERATED,
  GENERALIZED_TIME,
  IA5_STRING,
  INTEGER,
  inPieces,
  OBJECT_IDENTIFIER,
  PRINTABLE_STRING,
  TELETEX_STRING,
  UNIVERSAL_STRING,
  UTC_TIME,
  UTF8_STRING,
  VISIBLE_STRING,
} from './tags.ts';

/** X.690 §8.19, dotted. */
export function oid(element: Element): string {
  if (element.id !== OBJECT_IDENTIFIER) throw new BerError('An object identifier was expected.');
  return oidOf(element.content);
}

/** The dotted form of an identifier's content octets. */
export function oidOf(content: Uint8Array): string {
  const arcs: bigint[] = [];
  let arc = 0n;
  for (const byte of content) {
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    if (arc >> 140n) throw new BerError('An object identifier is too long.');
    if (byte < 0x80) {
      arcs.push(arc);
      arc = 0n;
    }
  }
  const [first, ...others] = arcs;
  if (first === undefined || (content.at(-1) ?? 0x80) >= 0x80)
    throw new BerError('An object identifier is incomplete.');
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...others].join('.');
}

export const toHex = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

/** A whole number of any size: lower-case hex; a negative one as `-` and its two's complement. */
export function integerHex(element: Element): string {
  const { content } = element;
  if ((element.id !== INTEGER && element.id !== ENUMERATED) || content.length === 0)
    throw new BerError('A whole number was expected.');
  if ((content[0] ?? 0) >= 0x80) return `-${toHex(content)}`;
  return toHex(content[0] === 0 && content.length > 1 ? content.subarray(1) : content);
}

/** A whole number that is meant to be small; larger ones count as the largest, negative ones are refused. */
export function smallInteger(element: Element): number {
  const hex = integerHex(element);
  if (hex.startsWith('-')) throw new BerError('A number is negative.');
  return hex.length > 12 ? Number.MAX_SAFE_INTEGER : Number.parseInt(hex, 16);
}

export function boolean(element: Element): boolean {
  if (element.content.length !== 1) throw new BerError('True or false was expected.');
  return element.content[0] !== 0;
}

/** The octets of a string, its pieces put together (X.690 §8.7.3), under whatever tag. */
export function octets(element: Element): Uint8Array {
  if (!isConstructed(element)) return element.content;
  const pieces = children(element).map(octets);
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}

/** A key or signature in a BIT STRING: whole octets; of anything else nothing is left, which fits no key. */
export function bitOctets(element: Element): Uint8Array {
  const { bytes, unused } = bits(element);
  return unused === 0 ? bytes : new Uint8Array();
}

/** X.690 §8.6. Bit 0 is the first octet's highest. */
export function bits(element: Element): { bytes: Uint8Array; unused: number } {
  if (element.id === inPieces(BIT_STRING)) throw new BerError('A bit string in pieces is not used here.');
  const unused = element.content[0];
  const bytes = element.content.subarray(1);
  if (unused === undefined || unused > 7 || (bytes.length === 0 && unused > 0))
    throw new BerError('A bit string was expected.');
  return { bytes, unused };
}

/** Whether the bit stands; those past the end are zero. */
export const hasBit = (bytes: Uint8Array, bit: number): boolean =>
  ((bytes[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;

const DECODERS: Readonly<Record<number, string>> = {
  [UTF8_STRING]: 'utf-8',
  [PRINTABLE_STRING]: 'latin1',
  [VISIBLE_STRING]: 'latin1',
  [IA5_STRING]: 'latin1',
  [TELETEX_STRING]: 'latin1',
  [BMP_STRING]: 'utf-16be',
};

/** A character string as text; undefined when the value is of another type. @throws BerError when it is not well formed */
export function text(element: Element): string | undefined {
  if (element.id === UNIVERSAL_STRING) return universalText(element.content);
  const encoding = DECODERS[element.id];
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(element.content);
  } catch {
    throw new BerError('A text is not well formed.');
  }
}

function universalText(content: Uint8Array): string {
  const view = new DataView(content.buffer, content.byteOffset, content.length);
  if (content.length % 4 !== 0) throw new BerError('A text is not well formed.');
  let characters = '';
  for (let at = 0; at < content.length; at += 4) {
    const point = view.getUint32(at);
    if (point > 0x10ffff) throw new BerError('A text is not well formed.');
    characters += String.fromCodePoint(point);
  }
  return characters;
}

const UTC = /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?Z$/;
const GENERALIZED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(?:[.,](\d{1,9}))?Z$/;

/** UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5; fractions as RFC 3161 §2.4.2 allows them). */
export function time(element: Element): Date {
  const written = Buffer.from(element.content).toString('latin1');
  const parts =
    element.id === UTC_TIME
      ? UTC.exec(written)
      : element.id === GENERALIZED_TIME
        ? GENERALIZED.exec(written)
        : null;
  if (parts === null) throw new BerError('A time was expected, in UTC.');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const fullYear = element.id === UTC_TIME ? year + (year >= 50 ? 1900 : 2000) : year;
  const date = new Date(0);
  date.setUTCFullYear(fullYear, month - 1, day);
  date.setUTCHours(hour, minute, second, Math.floor(Number(`0.${parts[7] ?? 0}`) * 1000));
  if (
    date.getUTCMonth() !== month - 1 ||
    date.getUTCDate() !== day ||
    hour > 23 ||
    minute > 59 ||
    second > 59
  )
    throw new BerError('A time does not exist.');
  return date;
}
