import { Attribute } from '@peculiar/asn1-cms';
import { AsnConvert, AsnSerializer } from '@peculiar/asn1-schema';
import { Time } from '@peculiar/asn1-x509';
import * as asn1 from 'asn1js';
import { OID } from '../asn1/oids.ts';
import { embeddable } from './embedded-certificate.ts';
import { inDerOrder } from './set-of.ts';

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
    attribute(OID.contentType, new asn1.ObjectIdentifier({ value: contentType })),
    attribute(OID.messageDigest, octets(request.digest)),
    attribute(OID.signingCertificateV2, signingCertificate(request)),
    ...(signingTime ? [attribute(OID.signingTime, AsnSerializer.toASN(new Time(signingTime)))] : []),
  ];
  const members = inDerOrder(attributes).map((each) => AsnSerializer.toASN(each));
  return new Uint8Array(new asn1.Set({ value: members }).toBER());
}

/** An attribute of one value. */
export function attribute(type: string, value: { toBER(): ArrayBuffer } | Uint8Array): Attribute {
  const der = value instanceof Uint8Array ? Uint8Array.from(value).buffer : value.toBER();
  return new Attribute({ attrType: type, attrValues: [der] });
}

const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: Uint8Array.from(bytes).buffer });

/** SigningCertificateV2 (RFC 5035 §3) with one ESSCertIDv2; SHA-256 is the default and therefore not written. */
function signingCertificate({ certificate, certificateDigest }: SignedAttributesRequest): asn1.Sequence {
  const { issuer, serialNumber } = embeddable(certificate).tbsCertificate;
  const directoryName = new asn1.Constructed({
    idBlock: { tagClass: 3, tagNumber: 4 },
    value: [AsnSerializer.toASN(issuer)],
  });
  const issuerSerial = new asn1.Sequence({
    value: [new asn1.Sequence({ value: [directoryName] }), new asn1.Integer({ valueHex: serialNumber })],
  });
  const certId = new asn1.Sequence({ value: [octets(certificateDigest), issuerSerial] });
  return new asn1.Sequence({ value: [new asn1.Sequence({ value: [certId] })] });
}

function requireLength(what: string, digest: Uint8Array, bytes: number): void {
  if (digest.length === bytes) return;
  throw new Error(`The digest of the ${what} has ${digest.length} bytes; it must have ${bytes}.`);
}

/** The attributes again, one by one, from the SET that was signed. */
export function parseSignedAttributes(der: Uint8Array): Attribute[] {
  const { result } = asn1.fromBER(der);
  if (!(result instanceof asn1.Set)) throw new Error('Signed attributes are a SET.');
  return result.valueBlock.value.map((value) => AsnConvert.parse(value.toBER(), Attribute));
}
