import { children, type Element, isConstructed } from './element.ts';
import { inPieces, OCTET_STRING, SET } from './tags.ts';
import { octets } from './values.ts';

/**
 * The distinguished encoding (X.690 §10–11) of a value: definite lengths, strings in one piece, the elements of a SET in order.
 * A signature over attributes is made over this encoding however the file wrote them (RFC 5652 §5.4).
 */
export function toDer(element: Element): Uint8Array {
  if (!isConstructed(element)) return encode(element.id, element.content);
  if (element.id === inPieces(OCTET_STRING)) return encode(OCTET_STRING, octets(element));
  const parts = children(element).map(toDer);
  return encode(element.id, Buffer.concat(element.id === SET ? parts.sort(Buffer.compare) : parts));
}

/** The elements as a DER SET OF: sorted by their encodings (X.690 §11.6). */
export function derSetOf(elements: readonly Element[]): Uint8Array {
  return encode(SET, Buffer.concat(elements.map(toDer).sort(Buffer.compare)));
}

/** Identifier, shortest length, contents. */
export function encode(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.of(id, ...lengthOctets(content.length)), content]);
}

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octetsOfLength: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octetsOfLength.unshift(rest % 256);
  return [0x80 | octetsOfLength.length, ...octetsOfLength];
}
