import { BerError } from '../ber/ber-error.ts';
import { type Element, readElement } from '../ber/element.ts';
import { elementsOf, expect, inside, sequence } from '../ber/fields.ts';
import {
  context,
  contextConstructed,
  INTEGER,
  inPieces,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  SET,
} from '../ber/tags.ts';
import { derSetOf } from '../ber/to-der.ts';
import { integerHex, octets, oid, toHex } from '../ber/values.ts';
import { parseAlgorithm } from '../x509/algorithm-identifier.ts';
import { parseName } from '../x509/name.ts';
import { parseAttributes } from './attributes.ts';
import {
  CONTENT_TYPES,
  type SignedAttributes,
  type SignedData,
  type SignerIdentifier,
  type SignerInfo,
} from './signed-data.ts';

/** A file with more of them is made to keep a verifier busy. */
const MOST_SIGNERS = 16;
const MOST_CERTIFICATES = 32;
/** They are encoded anew to be verified; honest ones have a few hundred bytes. */
const SIGNED_ATTRIBUTES_LIMIT_BYTES = 64 * 1024;

/** Parses DER or BER (RFC 5652 §3, §5). @throws BerError with a sentence that says what is not as it should be */
export function parseSignedData(bytes: Uint8Array): SignedData {
  const fields = sequence(readElement(bytes), 'content info');
  const type = fields.take('content type');
  if (type.id !== OBJECT_IDENTIFIER)
    throw new BerError('This is no signature file; it may be a certificate or a key.');
  const content = fields.take('content', contextConstructed(0));
  fields.end('content info');
  if (oid(type) !== CONTENT_TYPES.signedData)
    throw new BerError(`The file holds no signed data, but ${oid(type)}.`);
  return parse(inside(content, 'signed data'));
}

function parse(element: Element): SignedData {
  const fields = sequence(element, 'signed data');
  fields.take('version', INTEGER);
  fields.take('digest algorithms', SET);
  const encapsulated = fields.take('encapsulated content', SEQUENCE);
  const certificates = fields.takeIf(contextConstructed(0));
  fields.takeIf(contextConstructed(1)); // revocation lists: ours come from where they are published
  const signers = elementsOf(fields.take('signers', SET));
  fields.end('signed data');
  if (signers.length > MOST_SIGNERS) throw new BerError(`The file has more than ${MOST_SIGNERS} signatures.`);
  return {
    ...parseEncapsulated(encapsulated),
    certificates: certificates ? parseCertificates(certificates) : [],
    signers: signers.map(parseSigner),
  };
}

/** §5.2; a content that is no OCTET STRING (PKCS #7) is digested without its identifier and length (§5.2.1). */
function parseEncapsulated(element: Element): Pick<SignedData, 'contentType' | 'content'> {
  const fields = sequence(element, 'encapsulated content');
  const contentType = oid(fields.take('content type'));
  const wrapped = fields.takeIf(contextConstructed(0));
  fields.end('encapsulated content');
  if (wrapped === undefined) return { contentType };
  const content = inside(wrapped, 'content');
  const isString = content.id === OCTET_STRING || content.id === inPieces(OCTET_STRING);
  return { contentType, content: isString ? octets(content) : content.content };
}

/** §10.2.2: of the choices only X.509 certificates have a SEQUENCE's tag. */
function parseCertificates(element: Element): Uint8Array[] {
  const elements = elementsOf(element);
  if (elements.length > MOST_CERTIFICATES)
    throw new BerError(`The file has more than ${MOST_CERTIFICATES} certificates.`);
  return elements.filter(({ id }) => id === SEQUENCE).map(({ bytes }) => bytes);
}

function parseSigner(element: Element): SignerInfo {
  const fields = sequence(element, 'signer');
  fields.take('version', INTEGER);
  const identifier = parseIdentifier(fields.take('signer identifier', SEQUENCE, context(0)));
  const digestAlgorithm = parseAlgorithm(fields.take('digest algorithm', SEQUENCE));
  const signed = fields.takeIf(contextConstructed(0));
  const signatureAlgorithm = parseAlgorithm(fields.take('signature algorithm', SEQUENCE));
  const signature = octets(fields.take('signature', OCTET_STRING, inPieces(OCTET_STRING)));
  const unsigned = fields.takeIf(contextConstructed(1));
  fields.end('signer');
  return {
    identifier,
    digestAlgorithm,
    ...(signed && { signedAttributes: parseSignedAttributes(signed) }),
    signatureAlgorithm,
    signature,
    unsignedAttributes: unsigned ? parseAttributes(unsigned) : [],
  };
}

function parseSignedAttributes(element: Element): SignedAttributes {
  if (element.bytes.length > SIGNED_ATTRIBUTES_LIMIT_BYTES)
    throw new BerError(`Signed attributes have more than ${SIGNED_ATTRIBUTES_LIMIT_BYTES} bytes.`);
  return {
    attributes: parseAttributes(element),
    raw: element.bytes,
    der: derSetOf(elementsOf(element)),
  };
}

function parseIdentifier(element: Element): SignerIdentifier {
  if (element.id === context(0)) return { subjectKeyIdentifier: toHex(element.content) };
  const fields = sequence(element, 'signer identifier');
  const issuer = parseName(fields.take('issuer'));
  const serial = integerHex(expect(fields.take('serial number'), INTEGER, 'serial number'));
  fields.end('signer identifier');
  return { issuer, serial };
}
