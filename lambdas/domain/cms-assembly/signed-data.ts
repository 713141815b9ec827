import {
  type Attribute,
  CertificateChoices,
  CertificateSet,
  CMSVersion,
  ContentInfo,
  DigestAlgorithmIdentifiers,
  EncapsulatedContent,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  SignerIdentifier,
  SignerInfo,
  SignerInfos,
} from '@peculiar/asn1-cms';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import type { Certificate } from '@peculiar/asn1-x509';
import { type DigestAlgorithm, digestAlgorithm, signatureAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { algorithmOf, embeddable } from './embedded-certificate.ts';
import { inDerOrder } from './set-of.ts';
import { encodeSignature } from './signature-value.ts';
import { attribute, parseSignedAttributes } from './signed-attributes.ts';

export interface SignedDataRequest {
  /** Attached when given; a detached signature has none. */
  readonly content?: Uint8Array;
  /** What `signedAttributes` gave, and what was signed. */
  readonly signedAttributes: Uint8Array;
  /** r‖s of ES256 or ES384, or RSA of RS256: the certificate's key says which. */
  readonly signature: Uint8Array;
  /** DER: the signer's first, then its authorities. */
  readonly certificates: readonly Uint8Array[];
  /** False leaves the certificates out (RFC 3161 certReq); the signer is named all the same. */
  readonly embedsCertificates?: boolean;
  /** TimeStampToken over `signatureValue(…)`, DER: makes CAdES-T of CAdES-B. */
  readonly timeStamp?: Uint8Array;
  /** As in `signedAttributes`; `id-data` unless told. */
  readonly contentType?: string;
}

/** Puts a CMS signature together (RFC 5652 §5): ContentInfo of SignedData with one signer, DER. */
export function assembleSignedData(request: SignedDataRequest): Uint8Array {
  const certificates = request.certificates.map(embeddable);
  const [signer] = certificates;
  if (signer === undefined) throw new Error('The certificate of the signer is missing.');
  const { contentType = OID.data, content } = request;
  const signerInfo = signerInfoOf(request, signer);
  const signedData = new SignedData({
    version: contentType === OID.data ? CMSVersion.v1 : CMSVersion.v3, // RFC 5652 §5.1
    digestAlgorithms: new DigestAlgorithmIdentifiers([signerInfo.digestAlgorithm]),
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: contentType,
      ...(content && { eContent: new EncapsulatedContent({ single: new OctetString(content) }) }),
    }),
    ...(request.embedsCertificates !== false && { certificates: certificateSet(certificates) }),
    signerInfos: new SignerInfos([signerInfo]),
  });
  const info = new ContentInfo({ contentType: OID.signedData, content: AsnConvert.serialize(signedData) });
  return new Uint8Array(AsnConvert.serialize(info));
}

function certificateSet(certificates: readonly Certificate[]): CertificateSet {
  return new CertificateSet(
    inDerOrder(certificates.map((certificate) => new CertificateChoices({ certificate }))),
  );
}

const DIGEST = { ES256: 'SHA-256', ES384: 'SHA-384', RS256: 'SHA-256' } as const;
const DIGEST_BYTES = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const;

function signerInfoOf(request: SignedDataRequest, signer: Certificate): SignerInfo {
  const algorithm = algorithmOf(signer);
  const attributes = parseSignedAttributes(request.signedAttributes);
  requireDigest(attributes, DIGEST[algorithm]);
  const { issuer, serialNumber } = signer.tbsCertificate;
  return new SignerInfo({
    version: CMSVersion.v1,
    sid: new SignerIdentifier({ issuerAndSerialNumber: new IssuerAndSerialNumber({ issuer, serialNumber }) }),
    digestAlgorithm: digestAlgorithm(DIGEST[algorithm]),
    signedAttrs: attributes,
    signatureAlgorithm: signatureAlgorithm(algorithm),
    signature: new OctetString(encodeSignature(request.signature, algorithm)),
    ...(request.timeStamp && { unsignedAttrs: [attribute(OID.timeStampToken, request.timeStamp)] }),
  });
}

/** Verifiers hash content and attributes by one digest algorithm: that of the signature. */
function requireDigest(attributes: readonly Attribute[], digest: DigestAlgorithm): void {
  const value = attributes.find(({ attrType }) => attrType === OID.messageDigest)?.attrValues[0];
  if (value?.byteLength === DIGEST_BYTES[digest] + 2) return;
  throw new Error(`A signature by this key is made over ${digest}.`);
}
