import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq, TimeStampResp } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { ConnectionFailure } from '../api/call.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const GRANTED = [0, 1]; // granted, grantedWithMods (RFC 3161 §2.4.2)
const TIMEOUT_MS = 20_000;

/** Asks the deployment's time-stamping authority about `data` (RFC 3161); only its digest is sent. The token, DER. */
export async function timeStamp(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const digest = await crypto.subtle.digest('SHA-256', data);
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256 }),
      hashedMessage: new OctetString(digest),
    }),
    nonce: positive(crypto.getRandomValues(new Uint8Array(8))).buffer,
    certReq: true,
  });
  const answer = await fetch('/tsa', {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query' },
    body: AsnConvert.serialize(request),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw new ConnectionFailure('No answer from the time-stamping authority.', { cause });
  });
  if (!answer.ok) throw new ConnectionFailure('The time-stamping authority is not available.');
  const { status, timeStampToken } = AsnConvert.parse(await answer.arrayBuffer(), TimeStampResp);
  if (!GRANTED.includes(status.status) || timeStampToken === undefined)
    throw new ConnectionFailure('The time-stamping authority refused.');
  return new Uint8Array(AsnConvert.serialize(timeStampToken));
}

/** The bytes of an INTEGER above zero in its shortest form. */
function positive(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const shortest = bytes.slice();
  shortest[0] = ((shortest[0] ?? 0) & 0x7f) | 0x40;
  return shortest;
}
