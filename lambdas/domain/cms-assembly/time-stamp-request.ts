import * as asn1 from 'asn1js';
import { derValue, TAG } from './der-value.ts';
import { digestAlgorithm, smallInteger } from './encoding.ts';

const TRUE = Uint8Array.of(0x01, 0x01, 0xff);

/**
 * A question to a time-stamping authority (RFC 3161 §2.4.1), for the type `application/timestamp-query`: version 1, what is stamped,
 * a nonce, certificates please.
 * @param digest SHA-256 of what is stamped
 * @param nonce random bytes, 8 are usual
 */
export function timeStampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const imprint = derValue(TAG.sequence, digestAlgorithm('SHA-256'), derValue(TAG.octetString, digest));
  return derValue(TAG.sequence, smallInteger(1), imprint, derValue(TAG.integer, positive(nonce)), TRUE);
}

/**
 * The token of an answer (RFC 3161 §2.4.2), DER.
 * @throws Error when the authority refused or the answer is none
 */
export function timeStampTokenOf(response: Uint8Array): Uint8Array {
  const { result } = asn1.fromBER(response);
  const [statusInfo, token] = result instanceof asn1.Sequence ? result.valueBlock.value : [];
  const [status] = statusInfo instanceof asn1.Sequence ? statusInfo.valueBlock.value : [];
  if (!(status instanceof asn1.Integer)) throw new Error('This is no answer of a time-stamping authority.');
  const granted = status.valueBlock.valueDec <= 1; // granted, granted with modifications
  if (granted && token !== undefined) return token.valueBeforeDecodeView.slice();
  throw new Error(`The time-stamping authority refused (status ${status.valueBlock.valueDec}).`);
}

/** INTEGER of these bytes: the first bit cleared and the next set, so that it is positive and minimal. */
function positive(bytes: Uint8Array): Uint8Array {
  const value = Uint8Array.from(bytes);
  value[0] = ((value[0] ?? 0) & 0x7f) | 0x40;
  return value;
}
