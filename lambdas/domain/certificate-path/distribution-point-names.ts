import type { Element } from '../ber/element.ts';
import { readElement } from '../ber/element.ts';
import { elementsOf } from '../ber/fields.ts';
import { SEQUENCE, SET } from '../ber/tags.ts';
import { encode } from '../ber/to-der.ts';
import { type GeneralName, sameGeneralName } from '../x509/general-name.ts';
import { type Name, parseName } from '../x509/name.ts';

/** The point's full names; a name relative to the issuer is put below the issuer's own (RFC 5280 §4.2.1.13). */
export function nameOf(
  point: { readonly names?: readonly GeneralName[]; readonly relativeName?: Element },
  issuer: Name,
): readonly GeneralName[] | undefined {
  if (point.names !== undefined) return point.names;
  if (point.relativeName === undefined) return undefined;
  const relative = encode(SET, point.relativeName.content);
  const rdns = elementsOf(readElement(issuer.der)).map(({ bytes }) => bytes);
  return [
    { type: 'directory', name: parseName(readElement(encode(SEQUENCE, Buffer.concat([...rdns, relative])))) },
  ];
}

export const sharesAName = (some: readonly GeneralName[], others: readonly GeneralName[]): boolean =>
  some.some((name) => others.some((other) => sameGeneralName(name, other)));
