import { BerError } from './ber-error.ts';

/**
 * One encoded value (X.690 §8.1). Nothing under it is read until asked for, so that a reader touches what it needs and no more.
 * A high tag number (§8.1.2.4) occurs in nothing we read and is refused.
 */
export interface Element {
  /** The identifier octet: class, constructed bit, tag number. */
  readonly id: number;
  /** As found: identifier, length, contents, end-of-contents. */
  readonly bytes: Uint8Array;
  readonly content: Uint8Array;
  readonly indefinite: boolean;
  readonly depth: number;
}

/** Deeper nesting occurs in no certificate or signature. */
const DEPTH_LIMIT = 40;
/** Values looked at to find one end-of-contents: a streamed file of 4 MB in pieces of 1 KB has about 4,000. */
const SCAN_LIMIT = 200_000;

const CONSTRUCTED = 0x20;
const HIGH_TAG = 0x1f;

export const isConstructed = ({ id }: Element): boolean => (id & CONSTRUCTED) !== 0;

/** The one value that these bytes are. @throws BerError, also when bytes follow it */
export function readElement(bytes: Uint8Array): Element {
  const element = elementAt(bytes, 0, 0, { left: SCAN_LIMIT });
  if (element.bytes.length !== bytes.length)
    throw new BerError(`${bytes.length - element.bytes.length} bytes follow the structure.`);
  return element;
}

/** The values inside a constructed one. @throws BerError */
export function children(element: Element): Element[] {
  if (!isConstructed(element)) throw new BerError('A structure was expected where a plain value stands.');
  const found: Element[] = [];
  const budget = { left: SCAN_LIMIT };
  for (let at = 0; at < element.content.length; ) {
    const child = elementAt(element.content, at, element.depth + 1, budget);
    found.push(child);
    at += child.bytes.length;
  }
  return found;
}

interface Budget {
  left: number;
}

function elementAt(bytes: Uint8Array, at: number, depth: number, budget: Budget): Element {
  if (depth > DEPTH_LIMIT) throw new BerError(`The structure is nested deeper than ${DEPTH_LIMIT} levels.`);
  if (budget.left-- <= 0) throw new BerError('The structure has too many parts.');
  const id = octet(bytes, at);
  if ((id & HIGH_TAG) === HIGH_TAG) throw new BerError('A tag number above 30 is not used here.');
  const { length, start } = lengthAt(bytes, at + 1);
  if (length === undefined) return indefiniteAt(bytes, { id, at, start, depth }, budget);
  const end = start + length;
  if (end > bytes.length) throw new BerError('The file ends in the middle of a value: it is incomplete.');
  return {
    id,
    bytes: bytes.subarray(at, end),
    content: bytes.subarray(start, end),
    indefinite: false,
    depth,
  };
}

/** X.690 §8.1.3.6: contents up to two zero octets. */
function indefiniteAt(
  bytes: Uint8Array,
  { id, at, start, depth }: { id: number; at: number; start: number; depth: number },
  budget: Budget,
): Element {
  if ((id & CONSTRUCTED) === 0) throw new BerError('A plain value has no length.');
  let end = start;
  while (octet(bytes, end) !== 0 || octet(bytes, end + 1) !== 0) {
    end += elementAt(bytes, end, depth + 1, budget).bytes.length;
  }
  return {
    id,
    bytes: bytes.subarray(at, end + 2),
    content: bytes.subarray(start, end),
    indefinite: true,
    depth,
  };
}

/** X.690 §8.1.3.3–8.1.3.6. A length undefined is the indefinite form. */
function lengthAt(bytes: Uint8Array, at: number): { length: number | undefined; start: number } {
  const first = octet(bytes, at);
  if (first < 0x80) return { length: first, start: at + 1 };
  if (first === 0x80) return { length: undefined, start: at + 1 };
  const count = first & 0x7f;
  if (count > 4) throw new BerError('A length is too large.');
  let length = 0;
  for (let i = 1; i <= count; i++) length = length * 256 + octet(bytes, at + i);
  return { length, start: at + 1 + count };
}

function octet(bytes: Uint8Array, at: number): number {
  const value = bytes[at];
  if (value === undefined) throw new BerError('The file ends in the middle of a value: it is incomplete.');
  return value;
}
