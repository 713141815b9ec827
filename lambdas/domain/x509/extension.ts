import { BerError } from '../ber/ber-error.ts';
import { type Element, readElement } from '../ber/element.ts';
import { elementsOf, expect, sequence } from '../ber/fields.ts';
import { BOOLEAN, OCTET_STRING, SEQUENCE } from '../ber/tags.ts';
import { boolean, oid } from '../ber/values.ts';

export interface Extension {
  readonly critical: boolean;
  /** DER of the extension's own value. */
  readonly value: Uint8Array;
}

/** By object identifier, dotted. */
export type Extensions = ReadonlyMap<string, Extension>;

export const EXTENSIONS = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  crlNumber: '2.5.29.20',
  reasonCode: '2.5.29.21',
  deltaCrlIndicator: '2.5.29.27',
  issuingDistributionPoint: '2.5.29.28',
  certificateIssuer: '2.5.29.29',
  nameConstraints: '2.5.29.30',
  crlDistributionPoints: '2.5.29.31',
  certificatePolicies: '2.5.29.32',
  policyMappings: '2.5.29.33',
  authorityKeyIdentifier: '2.5.29.35',
  policyConstraints: '2.5.29.36',
  extendedKeyUsage: '2.5.29.37',
  freshestCrl: '2.5.29.46',
  inhibitAnyPolicy: '2.5.29.54',
} as const;

/** RFC 5280 §4.1.2.9: no extension twice (§4.2). @throws BerError */
export function parseExtensions(element: Element): Extensions {
  const extensions = new Map<string, Extension>();
  for (const item of elementsOf(expect(element, SEQUENCE, 'extensions'))) {
    const fields = sequence(item, 'extension');
    const type = oid(fields.take('type of an extension'));
    const critical = fields.takeIf(BOOLEAN);
    const value = fields.take('value of an extension', OCTET_STRING);
    fields.end('extension');
    if (extensions.has(type)) throw new BerError(`The extension ${type} stands twice.`);
    extensions.set(type, { critical: critical !== undefined && boolean(critical), value: value.content });
  }
  return extensions;
}

/** The extension's value read by its module; undefined when there is none. @throws BerError */
export function readExtension<T>(
  extensions: Extensions,
  type: string,
  parse: (value: Element) => T,
): T | undefined {
  const extension = extensions.get(type);
  return extension && parse(readElement(extension.value));
}
