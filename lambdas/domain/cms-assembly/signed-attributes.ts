import { OID } from '../asn1/oids.ts';
import { derValue, inDerOrder, TAG } from './der-value.ts';
import { objectIdentifier, time } from './encoding.ts';
import { readSignerCertificate } from './signer-certificate.ts';

export interface SignedAttributesRequest {
  /** Digest of the content: the file's bytes, not an encoding of them. */
  readonly digest: Uint8Array;
  /** SHA-256 with P-256 and RSA keys, SHA-384 with P-384 keys. */
  readonly digestAlgorithm: 'SHA-256' | 'SHA-384';
  /** Left out where a time-stamp token says it (RFC 3161 §2.4.2 keeps the time in TSTInfo). */
  readonly signingTime?: Date;
  /** The signer's, DER. */
  readonly certificate: Uint8Array;
  /** SHA-256 of `certificate`. */
  readonly certificateDigest: Uint8Array;
  /** Object identifier of the content's type; `id-data` unless told. */
  readonly contentType?: string;
}

const DIGEST_BYTES = { 'SHA-256': 32, 'SHA-384': 48 } as const;

/**
 * What a CAdES-B signature signs (ETSI EN 319 122-1 §6.3): contentType, messageDigest, signingTime, signingCertificateV2.
 * @returns DER of the SET OF, tag 0x31 (RFC 5652 §5.4): hash and sign these bytes
 * @throws Error when a digest has not the length of its algorithm
 */
export function signedAttributes(request: SignedAttributesRequest): Uint8Array {
  requireLength('content', request.digest, DIGEST_BYTES[request.digestAlgorithm]);
  requireLength('certificate', request.certificateDigest, DIGEST_BYTES['SHA-256']);
  const { contentType = OID.data, signingTime } = request;
  const attributes = [
    attribute(OID.contentType, objectIdentifier(contentType)),
    attribute(OID.messageDigest, derValue(TAG.octetString, request.digest)),
    attribute(OID.signingCertificateV2, signingCertificate(request)),
    ...(signingTime ? [attribute(OID.signingTime, time(signingTime))] : []),
  ];
  return derValue(TAG.set, ...inDerOrder(attributes));
}

/** An Attribute (RFC 5652 §5.3) of one value, DER. */
export function attribute(type: string, value: Uint8Array): Uint8Array {
  return derValue(TAG.sequence, objectIdentifier(type), derValue(TAG.set, value));
}

/** SigningCertificateV2 (RFC 5035 §3) with one ESSCertIDv2; SHA-256 is the default and therefore not written. */
function signingCertificate({ certificate, certificateDigest }: SignedAttributesRequest): Uint8Array {
  const { issuer, serialNumber } = readSignerCertificate(certificate);
  const generalNames = derValue(TAG.sequence, derValue(TAG.context(4), issuer));
  const issuerSerial = derValue(TAG.sequence, generalNames, serialNumber);
  const certId = derValue(TAG.sequence, derValue(TAG.octetString, certificateDigest), issuerSerial);
  return derValue(TAG.sequence, derValue(TAG.sequence, certId));
}

function requireLength(what: string, digest: Uint8Array, bytes: number): void {
  if (digest.length === bytes) return;
  throw new Error(`The digest of the ${what} has ${digest.length} bytes; it must have ${bytes}.`);
}
