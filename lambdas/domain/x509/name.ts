import type { Element } from '../ber/element.ts';
import { elementsOf, expect, sequence } from '../ber/fields.ts';
import { SEQUENCE, SET } from '../ber/tags.ts';
import { oid, text, toHex } from '../ber/values.ts';

/** One attribute of a relative distinguished name; `value` is undefined when it is no text. */
export interface NameAttribute {
  readonly type: string;
  readonly value?: string;
  /** DER of the value. */
  readonly raw: Uint8Array;
}

/** A distinguished name (RFC 5280 §4.1.2.4), most significant first. */
export interface Name {
  readonly der: Uint8Array;
  readonly rdns: readonly (readonly NameAttribute[])[];
  /** Each relative name in a form that is equal exactly when the names match (§7.1). */
  readonly keys: readonly string[];
}

export const NAME_TYPES = {
  commonName: '2.5.4.3',
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  organisationIdentifier: '2.5.4.97',
  emailAddress: '1.2.840.113549.1.9.1',
} as const;

/** @throws BerError */
export function parseName(element: Element): Name {
  const rdns = elementsOf(expect(element, SEQUENCE, 'name')).map((rdn) =>
    elementsOf(expect(rdn, SET, 'relative name')).map(parseAttribute),
  );
  return { der: element.bytes, rdns, keys: rdns.map(relativeNameKey) };
}

function parseAttribute(element: Element): NameAttribute {
  const fields = sequence(element, 'attribute of a name');
  const type = oid(fields.take('type of a name attribute'));
  const raw = fields.take('value of a name attribute');
  fields.end('attribute of a name');
  const value = text(raw);
  return { type, ...(value !== undefined && { value }), raw: raw.bytes };
}

/**
 * RFC 5280 §7.1: case and inner spaces do not count; a value that is no text must be equal octet by octet. Texts are quoted, so that no
 * value can pass for several, or for octets.
 */
export const relativeNameKey = (rdn: readonly NameAttribute[]): string =>
  rdn
    .map(
      ({ type, value, raw }) =>
        `${type}=${value === undefined ? `#${toHex(raw)}` : JSON.stringify(foldText(value))}`,
    )
    .sort()
    .join('\u0000');

/** RFC 4518, as far as names need it. */
export const foldText = (value: string): string =>
  value.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

export const sameName = (one: Name, other: Name): boolean =>
  one.keys.length === other.keys.length && one.keys.every((key, at) => key === other.keys[at]);

/** Whether the name stands at or below the other in the tree (§4.2.1.10). */
export const isWithin = (name: Name, subtree: Name): boolean =>
  subtree.keys.length <= name.keys.length && subtree.keys.every((key, at) => key === name.keys[at]);

/** The last value of that type: the most specific one. */
export const attributeOf = (name: Name, type: string): string | undefined =>
  name.rdns.flat().findLast((attribute) => attribute.type === type && attribute.value !== undefined)?.value;
