import { BerError } from '../ber/ber-error.ts';
import type { Element } from '../ber/element.ts';
import { elementsOf, expect, sequence } from '../ber/fields.ts';
import { OCTET_STRING, SET } from '../ber/tags.ts';
import { octets, oid, time } from '../ber/values.ts';
import { ATTRIBUTES, type Attribute, type SignerInfo } from './signed-data.ts';

const MOST_ATTRIBUTES = 64;

/** @throws BerError */
export function parseAttributes(element: Element): Attribute[] {
  const elements = elementsOf(element);
  if (elements.length > MOST_ATTRIBUTES)
    throw new BerError(`A signer has more than ${MOST_ATTRIBUTES} attributes.`);
  return elements.map((attribute) => {
    const fields = sequence(attribute, 'attribute');
    const type = oid(fields.take('type of an attribute'));
    const values = elementsOf(expect(fields.take('values of an attribute'), SET, 'values of an attribute'));
    fields.end('attribute');
    return { type, values };
  });
}

/** The one value of a signed attribute (RFC 5652 §11: never two). @throws BerError */
export function signedAttribute({ signedAttributes }: SignerInfo, type: string): Element | undefined {
  const values = (signedAttributes?.attributes ?? [])
    .filter((attribute) => attribute.type === type)
    .map((attribute) => attribute.values);
  if (values.length > 1 || values.some(({ length }) => length !== 1))
    throw new BerError(`The signed attribute ${type} must stand once, with one value.`);
  return values[0]?.[0];
}

/** All values of an unsigned attribute, which may stand several times. */
export const unsignedAttribute = ({ unsignedAttributes }: SignerInfo, type: string): readonly Element[] =>
  unsignedAttributes.filter((attribute) => attribute.type === type).flatMap(({ values }) => values);

/** RFC 5652 §11.1. */
export function contentTypeOf(signer: SignerInfo): string | undefined {
  const value = signedAttribute(signer, ATTRIBUTES.contentType);
  return value && oid(value);
}

/** RFC 5652 §11.2. */
export function messageDigestOf(signer: SignerInfo): Uint8Array | undefined {
  const value = signedAttribute(signer, ATTRIBUTES.messageDigest);
  return value && octets(expect(value, OCTET_STRING, 'message digest'));
}

/** RFC 5652 §11.3: what the signer claims; it proves nothing. */
export function signingTimeOf(signer: SignerInfo): Date | undefined {
  const value = signedAttribute(signer, ATTRIBUTES.signingTime);
  return value && time(value);
}
