import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, PKIStatus, TimeStampReq, TimeStampResp } from '@peculiar/asn1-tsp';
import { digestAlgorithm } from '../asn1/algorithm.ts';

/**
 * A question to a time-stamping authority (RFC 3161 §2.4.1), for the type `application/timestamp-query`.
 * @param digest SHA-256 of what is stamped
 * @param nonce random bytes, 8 are usual
 */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: digestAlgorithm('SHA-256'),
      hashedMessage: new OctetString(digest),
    }),
    nonce: positive(nonce),
    certReq: true,
  });
  return new Uint8Array(AsnConvert.serialize(request));
}

/**
 * The token of an answer (RFC 3161 §2.4.2), DER.
 * @throws Error when the authority refused or the answer is none
 */
export function timeStampTokenOf(response: Uint8Array): Uint8Array {
  const { status, timeStampToken } = AsnConvert.parse(response, TimeStampResp);
  const granted = status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (granted && timeStampToken !== undefined) return new Uint8Array(AsnConvert.serialize(timeStampToken));
  throw new Error(`The time-stamping authority refused (status ${status.status}).`);
}

/** INTEGER of these bytes: the first bit cleared and set to a value, so that it is positive and minimal. */
function positive(bytes: Uint8Array): ArrayBuffer {
  const value = Uint8Array.from(bytes);
  value[0] = ((value[0] ?? 0) & 0x7f) | 0x40;
  return value.buffer;
}
