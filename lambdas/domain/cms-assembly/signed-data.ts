import * as asn1 from 'asn1js';
import { OID } from '../asn1/oids.ts';
import { derValue, inDerOrder, TAG } from './der-value.ts';
import { digestAlgorithm, objectIdentifier, signatureAlgorithm, smallInteger } from './encoding.ts';
import { encodeSignature } from './signature-value.ts';
import { attribute } from './signed-attributes.ts';
import { readSignerCertificate, type SignerCertificate } from './signer-certificate.ts';

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

const DIGEST = { ES256: 'SHA-256', ES384: 'SHA-384', RS256: 'SHA-256' } as const;
const DIGEST_BYTES = { 'SHA-256': 32, 'SHA-384': 48 } as const;

/**
 * Puts a CMS signature together (RFC 5652 §5): ContentInfo of SignedData with one signer, DER. What was signed elsewhere (attributes,
 * certificates, time-stamp) goes in as the bytes it is: nothing that a signature covers is written anew.
 */
export function assembleSignedData(request: SignedDataRequest): Uint8Array {
  const [own] = request.certificates;
  if (own === undefined) throw new Error('The certificate of the signer is missing.');
  const signer = readSignerCertificate(own);
  const { contentType = OID.data, content, embedsCertificates = true } = request;
  const attached = content ? [derValue(TAG.context(0), derValue(TAG.octetString, content))] : [];
  const signedData = derValue(
    TAG.sequence,
    smallInteger(contentType === OID.data ? 1 : 3), // RFC 5652 §5.1
    derValue(TAG.set, digestAlgorithm(DIGEST[signer.algorithm])),
    derValue(TAG.sequence, objectIdentifier(contentType), ...attached),
    ...(embedsCertificates ? [derValue(TAG.context(0), ...inDerOrder(request.certificates))] : []),
    derValue(TAG.set, signerInfo(request, signer)),
  );
  return derValue(TAG.sequence, objectIdentifier(OID.signedData), derValue(TAG.context(0), signedData));
}

function signerInfo(
  request: SignedDataRequest,
  { issuer, serialNumber, algorithm }: SignerCertificate,
): Uint8Array {
  const { timeStamp } = request;
  return derValue(
    TAG.sequence,
    smallInteger(1),
    derValue(TAG.sequence, issuer, serialNumber),
    digestAlgorithm(DIGEST[algorithm]),
    derValue(TAG.context(0), ...requireAttributes(request.signedAttributes, DIGEST[algorithm])),
    signatureAlgorithm(algorithm),
    derValue(TAG.octetString, encodeSignature(request.signature, algorithm)),
    ...(timeStamp ? [derValue(TAG.context(1), attribute(OID.timeStampToken, timeStamp))] : []),
  );
}

/** The attributes one by one. Verifiers hash content and attributes by one digest algorithm: that of the signature. */
function requireAttributes(set: Uint8Array, digest: keyof typeof DIGEST_BYTES): readonly Uint8Array[] {
  const { result } = asn1.fromBER(set);
  if (!(result instanceof asn1.Set)) throw new Error('Signed attributes are a SET.');
  const attributes = result.valueBlock.value.map((value) => value.valueBeforeDecodeView.slice());
  const type = objectIdentifier(OID.messageDigest);
  const isType = (each: Uint8Array) => type.every((byte, at) => each[2 + at] === byte); // after tag and length
  const messageDigest = attributes.find(isType);
  if (messageDigest?.at(-DIGEST_BYTES[digest] - 1) === DIGEST_BYTES[digest]) return attributes;
  throw new Error(`A signature by this key is made over ${digest}.`);
}
