import { readElement } from '../ber/element.ts';
import { text } from '../ber/values.ts';
import { type NameAttribute, relativeNameKey } from './name.ts';
import { SHORT_NAMES } from './name-text.ts';

/** Other names in use for the same types: RFC 4519, CA/Browser Forum, OpenSSL. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  surname: '2.5.4.4',
  businesscategory: '2.5.4.15',
  postalcode: '2.5.4.17',
  givenname: '2.5.4.42',
  e: '1.2.840.113549.1.9.1',
  email: '1.2.840.113549.1.9.1',
  jurisdictionl: '1.3.6.1.4.1.311.60.2.1.1',
  jurisdictionst: '1.3.6.1.4.1.311.60.2.1.2',
  jurisdictionc: '1.3.6.1.4.1.311.60.2.1.3',
};
const TYPES = new Map([
  ...Object.entries(SHORT_NAMES).map(([type, name]) => [name.toLowerCase(), type] as const),
  ...Object.entries(OTHER_NAMES),
]);

/** A relative name ends at a comma, an attribute at a plus sign, unless a backslash stands before it (RFC 4514 §3). */
const ATTRIBUTE =
  /^\s*([A-Za-z][\w-]*|\d+(?:\.\d+)+)\s*=((?:\\[0-9A-Fa-f]{2}|\\[ "#+,;<=>\\]|[^\\"+,;<>])*)([,+]|$)/;

/**
 * The keys (`Name.keys`) of a distinguished name that is written as RFC 4514 says, the most specific part first; spaces around its parts do
 * no harm. Undefined when it is none, or empty.
 */
export function keysOfNameText(written: string): readonly string[] | undefined {
  const rdns: NameAttribute[][] = [[]];
  for (let rest = written, end = ''; ; ) {
    const found = ATTRIBUTE.exec(rest);
    const attribute = found === null ? undefined : toAttribute(found[1] ?? '', found[2] ?? '');
    if (found === null || attribute === undefined) return undefined;
    rdns.at(-1)?.push(attribute);
    rest = rest.slice(found[0].length);
    end = found[3] ?? '';
    if (end === '') return rdns.map(relativeNameKey).reverse();
    if (end === ',') rdns.push([]);
  }
}

function toAttribute(name: string, written: string): NameAttribute | undefined {
  const type = /^\d/.test(name) ? name : TYPES.get(name.toLowerCase());
  if (type === undefined) return undefined;
  if (!written.startsWith('#')) return { type, value: unescaped(written), raw: new Uint8Array() };
  const raw = Buffer.from(written.slice(1), 'hex');
  if (raw.length === 0 || raw.length * 2 !== written.trimEnd().length - 1) return undefined;
  return { type, ...textOf(raw), raw };
}

/** RFC 4514 §2.4: `#` and the value's own encoding. */
function textOf(raw: Uint8Array): { readonly value?: string } {
  try {
    const value = text(readElement(raw));
    return value === undefined ? {} : { value };
  } catch {
    return {};
  }
}

/** Octets escaped one after the other may make one character together (UTF-8). */
const unescaped = (written: string): string =>
  written.replace(/((?:\\[0-9A-Fa-f]{2})+)|\\(.)/g, (_, octets?: string, character?: string) =>
    octets === undefined ? (character ?? '') : Buffer.from(octets.replaceAll('\\', ''), 'hex').toString(),
  );
