import { CertificationRequest } from '@peculiar/asn1-csr';
import { AsnConvert } from '@peculiar/asn1-schema';
import type { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { readDer } from '../asn1/read-der.ts';
import { childrenOf, isDer, readDerValue } from '../asn1/strict-der.ts';
import { Refusal } from '../errors.ts';

/** A request with an RSA key of 4096 bits has about 1,700 bytes. */
export const REQUEST_LIMIT_BYTES = 8192;

/** A PKCS #10 request taken apart, nothing of it believed yet (RFC 2986 §4). */
export interface ReadRequest {
  /** The bytes that were signed. */
  readonly info: Uint8Array;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array;
  readonly keyAlgorithm: AlgorithmIdentifier;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  /** Object identifier and values (DER) of each attribute. */
  readonly attributes: readonly { readonly type: string; readonly values: readonly Uint8Array[] }[];
}

/**
 * @param text DER as base64, or PEM
 * @throws Refusal `request-unreadable`, `request-too-large`, `request-trailing-bytes`
 */
export function readRequest(text: string): ReadRequest {
  if (text.length > REQUEST_LIMIT_BYTES * 2) throw tooLarge();
  const der = readDer(text, text.length);
  if (der === undefined) throw unreadable();
  if (der.length > REQUEST_LIMIT_BYTES) throw tooLarge();
  if ((readDerValue(der)?.end ?? der.length) < der.length) throw trailing();
  if (!isDer(der) || !isSignedSequence(der)) throw unreadable();
  return parse(der);
}

/** SEQUENCE of SEQUENCE, SEQUENCE, BIT STRING of whole bytes; the ASN.1 library looks neither at classes nor at unused bits. */
function isSignedSequence(der: Uint8Array): boolean {
  const outer = readDerValue(der);
  const parts = (outer && childrenOf(der, outer)) ?? [];
  const signature = parts.at(-1);
  return (
    outer?.tag === 0x30 &&
    parts.map(({ tag }) => tag).join() === [0x30, 0x30, 0x03].join() &&
    signature !== undefined &&
    der[signature.content] === 0
  );
}

function parse(der: Uint8Array): ReadRequest {
  try {
    const request = AsnConvert.parse(der, CertificationRequest);
    const { version, subjectPKInfo, attributes } = request.certificationRequestInfo;
    if (version !== 0 || request.certificationRequestInfoRaw === undefined) throw unreadable();
    return {
      info: new Uint8Array(request.certificationRequestInfoRaw),
      publicKey: new Uint8Array(AsnConvert.serialize(subjectPKInfo)),
      keyAlgorithm: subjectPKInfo.algorithm,
      signatureAlgorithm: request.signatureAlgorithm,
      signature: new Uint8Array(request.signature),
      attributes: (attributes ?? []).map(({ type, values }) => ({
        type,
        values: values.map((value) => new Uint8Array(value)),
      })),
    };
  } catch {
    throw unreadable();
  }
}

const unreadable = (): Refusal =>
  new Refusal(
    'invalid',
    'request-unreadable',
    'This is not a PKCS #10 certification request. Send the file that your program or carrier made, as PEM or as DER in base64.',
    { next: ['try-again'] },
  );

const tooLarge = (): Refusal =>
  new Refusal(
    'too-large',
    'request-too-large',
    `The certification request is larger than ${REQUEST_LIMIT_BYTES} bytes. Make one without pictures and further attributes.`,
    { next: ['try-again'] },
  );

const trailing = (): Refusal =>
  new Refusal(
    'invalid',
    'request-trailing-bytes',
    'There is something after the end of the certification request. Send one request and nothing else.',
    { next: ['try-again'] },
  );
