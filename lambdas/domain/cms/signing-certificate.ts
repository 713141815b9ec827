import { createHash } from 'node:crypto';
import type { Element } from '../ber/element.ts';
import { elementsOf, expect, sequence } from '../ber/fields.ts';
import { INTEGER, OCTET_STRING, SEQUENCE } from '../ber/tags.ts';
import { integerHex } from '../ber/values.ts';
import { digestAlgorithmOf, digestWith } from '../signature-algorithm/digest-algorithm.ts';
import { parseAlgorithm } from '../x509/algorithm-identifier.ts';
import type { Certificate } from '../x509/certificate.ts';
import { signedAttribute } from './attributes.ts';
import { ATTRIBUTES, type SignerInfo } from './signed-data.ts';

/**
 * Whether the signer's signed reference to a certificate (RFC 5035) is to this one: the first reference counts. Undefined without
 * the attribute. Version 1 refers by SHA-1: good enough to catch a mix-up, and time-stamps have it still.
 */
export function namesCertificate(signer: SignerInfo, certificate: Certificate): boolean | undefined {
  const second = signedAttribute(signer, ATTRIBUTES.signingCertificateV2);
  if (second !== undefined) return refersTo(firstReference(second), certificate, parseV2);
  const first = signedAttribute(signer, ATTRIBUTES.signingCertificate);
  return first && refersTo(firstReference(first), certificate, parseV1);
}

interface Reference {
  readonly hash: Uint8Array;
  /** Undefined: the algorithm is not supported. */
  readonly digest: ((data: Uint8Array) => Uint8Array) | undefined;
  readonly serial?: string;
}

function firstReference(attribute: Element): Element | undefined {
  return elementsOf(sequence(attribute, 'signing certificate').take('references', SEQUENCE))[0];
}

function refersTo(
  element: Element | undefined,
  { der, serial }: Certificate,
  parse: (element: Element) => Reference,
): boolean {
  if (element === undefined) return false;
  const reference = parse(element);
  if (reference.digest === undefined || (reference.serial ?? serial) !== serial) return false;
  return Buffer.compare(reference.digest(der), reference.hash) === 0;
}

function parseV2(element: Element): Reference {
  const fields = sequence(element, 'reference to the signing certificate');
  const algorithm = fields.takeIf(SEQUENCE);
  const hash = fields.take('digest of the signing certificate', OCTET_STRING).content;
  const name = algorithm ? digestAlgorithmOf(parseAlgorithm(algorithm)) : 'SHA-256';
  return { hash, digest: name && ((data) => digestWith(name, data)), ...serialOf(fields.rest()) };
}

function parseV1(element: Element): Reference {
  const fields = sequence(element, 'reference to the signing certificate');
  const hash = fields.take('digest of the signing certificate', OCTET_STRING).content;
  return { hash, digest: (data) => createHash('sha1').update(data).digest(), ...serialOf(fields.rest()) };
}

/** IssuerSerial, where it stands; the digest binds the issuer already. */
function serialOf([issuerSerial]: readonly Element[]): { serial?: string } {
  if (issuerSerial === undefined) return {};
  const fields = sequence(issuerSerial, 'issuer and serial number');
  fields.take('issuer');
  return { serial: integerHex(expect(fields.take('serial number'), INTEGER, 'serial number')) };
}
