import {
  CertStatus,
  KeyHash,
  OCSPResponse,
  type OCSPResponseStatus,
  ResponderID,
  ResponseBytes,
  ResponseData,
  RevokedInfo,
  SingleResponse,
} from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { CRLReason, Extension } from '@peculiar/asn1-x509';
import { signatureAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { keyIdentifier } from '../asn1/public-key.ts';
import { signDer } from '../asn1/sign-der.ts';
import { derValue } from '../asn1/write-der.ts';
import { REVOCATION_REASONS } from '../certificate/certificate-record.ts';
import { describeCertificate } from '../certificate-profile/issuer.ts';
import { wholeSecond } from '../revocation-list/listed-revocation.ts';
import type { Signer } from '../signer/signer.ts';
import type { AnsweredStatus } from './certificate-status.ts';
import { type OcspRefusalCode, REFUSALS } from './ocsp-refusal.ts';
import type { AskedCertificate } from './ocsp-request.ts';

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;
const CERTS = 0xa0; // [0] EXPLICIT

export interface OcspAnswer {
  readonly statuses: readonly (AnsweredStatus & Pick<AskedCertificate, 'certId'>)[];
  readonly nonce?: Uint8Array;
  readonly producedAt: Date;
}

/**
 * A BasicOCSPResponse (RFC 6960 §4.2.1), DER.
 * @param responders certificates of the one responder key, each by an authority that was asked about (§4.2.2.2)
 */
export async function signOcspResponse(
  answer: OcspAnswer,
  responders: readonly Uint8Array[],
  signer: Pick<Signer, 'algorithm' | 'sign'>,
): Promise<Uint8Array> {
  const tbsResponseData = new ResponseData({
    responderID: new ResponderID({ byKey: keyHashOf(responders) }),
    producedAt: wholeSecond(answer.producedAt),
    responses: answer.statuses.map(singleResponse),
    ...(answer.nonce && { responseExtensions: [nonce(answer.nonce)] }),
  });
  const toBeSigned = new Uint8Array(AsnConvert.serialize(tbsResponseData));
  // The certificates go in as they were issued.
  const response = derValue(
    SEQUENCE,
    toBeSigned,
    new Uint8Array(AsnConvert.serialize(signatureAlgorithm(signer.algorithm))),
    derValue(BIT_STRING, Uint8Array.of(0), await signDer(signer, toBeSigned)),
    derValue(CERTS, derValue(SEQUENCE, ...responders)),
  );
  return encode(0, new OctetString(response));
}

/** An OCSPResponse without statuses, DER. */
export function refuseOcsp(code: OcspRefusalCode): Uint8Array {
  return encode(REFUSALS[code]);
}

function encode(responseStatus: OCSPResponseStatus, response?: OctetString): Uint8Array {
  const responseBytes = response && new ResponseBytes({ responseType: OID.basicOcspResponse, response });
  const message = new OCSPResponse({ responseStatus, ...(responseBytes && { responseBytes }) });
  return new Uint8Array(AsnConvert.serialize(message));
}

function singleResponse({
  certId,
  status,
  thisUpdate,
  nextUpdate,
}: OcspAnswer['statuses'][number]): SingleResponse {
  return new SingleResponse({
    certID: certId,
    certStatus: certStatus(status),
    thisUpdate: wholeSecond(thisUpdate),
    ...(nextUpdate && { nextUpdate: wholeSecond(nextUpdate) }),
  });
}

function certStatus(status: AnsweredStatus['status']): CertStatus {
  if (status === 'good') return new CertStatus({ good: null });
  if (status === 'unknown') return new CertStatus({ unknown: null });
  const revocationReason = new CRLReason(REVOCATION_REASONS[status.reason]);
  return new CertStatus({ revoked: new RevokedInfo({ revocationTime: status.revokedAt, revocationReason }) });
}

/** Certificates do not change: each is read once. */
const keyHashes = new WeakMap<Uint8Array, KeyHash>();

function keyHashOf([responder]: readonly Uint8Array[]): KeyHash {
  if (responder === undefined) throw new Error('The responder has no certificate.');
  const hash =
    keyHashes.get(responder) ?? new KeyHash(keyIdentifier(describeCertificate(responder).publicKey));
  keyHashes.set(responder, hash);
  return hash;
}

const nonce = (octets: Uint8Array): Extension =>
  new Extension({
    extnID: OID.ocspNonce,
    extnValue: new OctetString(AsnConvert.serialize(new OctetString(octets))),
  });
