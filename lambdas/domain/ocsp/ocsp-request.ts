import { CertID } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Extensions } from '@peculiar/asn1-x509';
import { OID } from '../asn1/oids.ts';
import { childrenOf, type DerValue, isDer, readDerValue } from '../asn1/strict-der.ts';
import { OcspRefusal } from './ocsp-refusal.ts';

const REQUEST_LIMIT_BYTES = 8192;
const CERTIFICATES_LIMIT = 32;
/** RFC 8954 §2.1 */
const NONCE_LIMIT_BYTES = 32;

/** Of which certificate the status is asked; `certId` is echoed. */
export interface AskedCertificate {
  readonly certId: CertID;
  /** Object identifier of the digest that names the issuer. */
  readonly digest: string;
  /** Hex. */
  readonly issuerNameHash: string;
  readonly issuerKeyHash: string;
  /** Lower-case hex without leading zero bytes. */
  readonly serial: string;
}

export interface OcspRequest {
  readonly certificates: readonly AskedCertificate[];
  /** Octets of the nonce, as they came. */
  readonly nonce?: Uint8Array;
}

/**
 * Reads an OCSPRequest (RFC 6960 §4.1.1). A signature on it is not asked for and not looked at.
 * @throws OcspRefusal malformedRequest
 */
export function parseOcspRequest(bytes: Uint8Array): OcspRequest {
  if (bytes.length > REQUEST_LIMIT_BYTES || !isDer(bytes)) throw malformed('It is not DER, or too long.');
  const fields = sequence(bytes, sequence(bytes, readDerValue(bytes))[0]);
  const version = fields.find(({ tag }) => tag === 0xa0);
  if (version !== undefined && bytes[version.end - 1] !== 0) throw malformed('Only version 1 is answered.');
  const list = fields.find(({ tag }) => tag === 0x30);
  const extensions = fields.find(({ tag }) => tag === 0xa2);
  const certificates = sequence(bytes, list).map((request) => askedCertificate(bytes, request));
  if (certificates.length === 0 || certificates.length > CERTIFICATES_LIMIT) {
    throw malformed(`One to ${CERTIFICATES_LIMIT} certificates are asked for.`);
  }
  const nonce = extensions && nonceIn(bytes.subarray(extensions.content, extensions.end));
  return { certificates, ...(nonce && { nonce }) };
}

function askedCertificate(bytes: Uint8Array, request: DerValue): AskedCertificate {
  const [certId, single] = sequence(bytes, request);
  if (certId === undefined) throw malformed('A request names no certificate.');
  if (single !== undefined) extensionsIn(bytes.subarray(single.content, single.end), []);
  const id = parsed(() => AsnConvert.parse(bytes.subarray(certId.start, certId.end), CertID));
  parsed(() => AsnConvert.serialize(id)); // it is echoed: what can be read and not written is no fault of ours
  return {
    certId: id,
    digest: id.hashAlgorithm.algorithm,
    issuerNameHash: hex(id.issuerNameHash.buffer),
    issuerKeyHash: hex(id.issuerKeyHash.buffer),
    serial: hex(id.serialNumber).replace(/^(00)+/, ''),
  };
}

function nonceIn(der: Uint8Array): Uint8Array | undefined {
  const extension = extensionsIn(der, [OID.ocspNonce]).find(({ extnID }) => extnID === OID.ocspNonce);
  if (extension === undefined) return undefined;
  const value = new Uint8Array(extension.extnValue.buffer);
  const octets = readDerValue(value);
  const length = octets?.tag === 0x04 && octets.end === value.length ? octets.end - octets.content : 0;
  if (length < 1 || length > NONCE_LIMIT_BYTES) {
    throw malformed(`A nonce has 1 to ${NONCE_LIMIT_BYTES} octets (RFC 8954 §2.1).`);
  }
  return value.slice(value.length - length);
}

/** Extensions that are not known are ignored unless critical (RFC 6960 §4.1.2). */
function extensionsIn(der: Uint8Array, known: readonly string[]): Extensions {
  const extensions = parsed(() => AsnConvert.parse(der, Extensions));
  if (extensions.some(({ critical, extnID }) => critical && !known.includes(extnID))) {
    throw malformed('It has a critical extension that is not known here.');
  }
  return extensions;
}

function sequence(bytes: Uint8Array, value: DerValue | undefined): DerValue[] {
  const children = value?.tag === 0x30 ? childrenOf(bytes, value) : undefined;
  if (children === undefined) throw malformed('It is not an OCSPRequest (RFC 6960 §4.1.1).');
  return children;
}

function parsed<T>(parse: () => T): T {
  try {
    return parse();
  } catch {
    throw malformed('It is not an OCSPRequest (RFC 6960 §4.1.1).');
  }
}

const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');

const malformed = (sentence: string): OcspRefusal => new OcspRefusal('malformedRequest', sentence);
