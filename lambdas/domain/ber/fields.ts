import { BerError } from './ber-error.ts';
import { children, type Element } from './element.ts';
import { SEQUENCE, SET } from './tags.ts';

/** Reads the fields of a structure one after the other, as its ASN.1 module lists them. */
export interface Fields {
  /** The next field, which must be there, with one of these identifiers (any, when none is named). */
  take(what: string, ...ids: readonly number[]): Element;
  /** The next field if it has one of these identifiers: OPTIONAL and DEFAULT. */
  takeIf(...ids: readonly number[]): Element | undefined;
  rest(): Element[];
  /** @throws BerError when a field is left: none is read past unseen */
  end(what: string): void;
}

export const sequence = (element: Element, what: string): Fields => fieldsOf(expect(element, SEQUENCE, what));
export const set = (element: Element, what: string): Fields => fieldsOf(expect(element, SET, what));

/** The elements of SEQUENCE OF or SET OF, whatever the tag. */
export const elementsOf = children;

/** The one element inside an EXPLICIT tag. */
export function inside(element: Element, what: string): Element {
  const [only, ...more] = children(element);
  if (only === undefined || more.length > 0) throw new BerError(`${what}: one value was expected.`);
  return only;
}

export function expect(element: Element, id: number, what: string): Element {
  if (element.id === id) return element;
  throw new BerError(`${what}: tag ${hex(id)} was expected, ${hex(element.id)} found.`);
}

export function fieldsOf(element: Element): Fields {
  const elements = children(element);
  let at = 0;
  return {
    take(what, ...ids) {
      const field = elements[at];
      if (field === undefined) throw new BerError(`${what} is missing.`);
      if (ids.length > 0 && !ids.includes(field.id))
        throw new BerError(`${what}: unexpected tag ${hex(field.id)}.`);
      at++;
      return field;
    },
    takeIf(...ids) {
      const field = elements[at];
      if (field === undefined || !ids.includes(field.id)) return undefined;
      at++;
      return field;
    },
    rest() {
      const left = elements.slice(at);
      at = elements.length;
      return left;
    },
    end(what) {
      if (at < elements.length) throw new BerError(`${what}: unexpected tag ${hex(elements[at]?.id ?? 0)}.`);
    },
  };
}

const hex = (id: number): string => `0x${id.toString(16).padStart(2, '0')}`;
