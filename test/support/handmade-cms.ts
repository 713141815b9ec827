import { createHash, sign } from 'node:crypto';
import {
  contextConstructed,
  INTEGER,
  NULL,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  SET,
  UTC_TIME,
} from '../../lambdas/domain/ber/tags.ts';
import { encode } from '../../lambdas/domain/ber/to-der.ts';
import { parseCertificate } from '../../lambdas/domain/x509/certificate.ts';
import type { KeyPair } from './signed-files.ts';

export const OIDS = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  timeStampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  gostDigest: '1.2.643.7.1.1.2.2',
  gostSignature: '1.2.643.7.1.1.3.2',
} as const;

export interface CmsRequest {
  readonly certificate: Uint8Array;
  /** P-256 */
  readonly key: KeyPair;
  readonly content: Uint8Array;
  readonly detached?: boolean;
  readonly contentType?: string;
  /** DER of attributes, instead of the usual three; none: signed directly. */
  readonly signedAttributes?: readonly Uint8Array[];
  /** As given: not sorted. */
  readonly unsorted?: boolean;
  readonly unsignedAttributes?: (signature: Uint8Array) => Promise<readonly Uint8Array[]>;
  readonly digestOid?: string;
  readonly signatureOid?: string;
  readonly certificates?: readonly Uint8Array[];
}

const seq = (...parts: readonly Uint8Array[]): Uint8Array => encode(SEQUENCE, Buffer.concat(parts));
const set = (...parts: readonly Uint8Array[]): Uint8Array => encode(SET, Buffer.concat(parts));
const sorted = (parts: readonly Uint8Array[]): Uint8Array[] => [...parts].sort(Buffer.compare);
const integer = (value: number): Uint8Array => encode(INTEGER, Uint8Array.of(value));
const algorithm = (identifier: string): Uint8Array => seq(oidDer(identifier), encode(NULL, new Uint8Array()));

export const octetString = (bytes: Uint8Array): Uint8Array => encode(OCTET_STRING, bytes);
export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** An attribute with these values. */
export const attribute = (type: string, ...values: readonly Uint8Array[]): Uint8Array =>
  seq(oidDer(type), set(...values));

/** contentType, messageDigest, signingTime. */
export const usualAttributes = (content: Uint8Array, contentType: string = OIDS.data): Uint8Array[] => [
  attribute(OIDS.contentType, oidDer(contentType)),
  attribute(OIDS.messageDigest, octetString(sha256(content))),
  attribute(OIDS.signingTime, encode(UTC_TIME, Buffer.from('261101120000Z'))),
];

/** signingCertificateV2 by SHA-256 of this certificate. */
export const signingCertificateV2 = (certificate: Uint8Array): Uint8Array =>
  attribute(OIDS.signingCertificateV2, seq(seq(seq(octetString(sha256(certificate))))));

/** A SignedData put together by hand, so that any part of it can be wrong. */
export async function makeCms(request: CmsRequest): Promise<Buffer> {
  const { certificate, content, contentType = OIDS.data, digestOid = OIDS.sha256 } = request;
  const attributes = request.signedAttributes ?? usualAttributes(content, contentType);
  const toSign = attributes.length > 0 ? set(...sorted(attributes)) : content;
  const signature = sign('sha256', toSign, request.key.privateKey);
  const { issuer, serial } = parseCertificate(certificate);
  const unsigned = (await request.unsignedAttributes?.(signature)) ?? [];
  const listed = request.unsorted ? attributes : sorted(attributes);
  const signer = seq(
    integer(1),
    seq(issuer.der, encode(INTEGER, Buffer.from(serial, 'hex'))),
    algorithm(digestOid),
    ...(listed.length > 0 ? [encode(contextConstructed(0), Buffer.concat(listed))] : []),
    seq(oidDer(request.signatureOid ?? OIDS.ecdsaWithSha256)),
    octetString(signature),
    ...(unsigned.length > 0 ? [encode(contextConstructed(1), Buffer.concat(unsigned))] : []),
  );
  const wrapped = request.detached ? [] : [encode(contextConstructed(0), octetString(content))];
  const encapsulated = seq(oidDer(contentType), ...wrapped);
  return signedData(algorithm(digestOid), encapsulated, request.certificates ?? [certificate], [signer]);
}

function signedData(
  digestAlgorithm: Uint8Array,
  encapsulated: Uint8Array,
  certificates: readonly Uint8Array[],
  signers: readonly Uint8Array[],
): Buffer {
  const body = seq(
    integer(1),
    set(digestAlgorithm),
    encapsulated,
    ...(certificates.length > 0 ? [encode(contextConstructed(0), Buffer.concat(certificates))] : []),
    set(...signers),
  );
  return Buffer.from(seq(oidDer(OIDS.signedData), encode(contextConstructed(0), body)));
}

/** A file that holds certificates and no signature. */
export const withoutSigners = (certificates: readonly Uint8Array[]): Buffer =>
  signedData(algorithm(OIDS.sha256), seq(oidDer(OIDS.data)), certificates, []);

export function oidDer(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...arcs] = dotted.split('.').map(Number);
  return encode(OBJECT_IDENTIFIER, Buffer.from([first * 40 + second, ...arcs].flatMap(base128)));
}

function base128(arc: number): number[] {
  const octets = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    octets.unshift(0x80 | (rest & 0x7f));
  return octets;
}
