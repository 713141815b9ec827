import { AsnConvert } from '@peculiar/asn1-schema';
import { TimeStampReq } from '@peculiar/asn1-tsp';
import { digestName } from '../asn1/algorithm.ts';
import { isDer } from '../asn1/strict-der.ts';
import { TimeStampRefusal } from './time-stamp-refusal.ts';

/** No honest request is larger: a SHA-512 digest, a policy and a nonce take some 150 bytes. */
const REQUEST_LIMIT_BYTES = 2048;
const DIGEST_BYTES = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 } as const;
const NULL_HEX = '0500';

/** What is to be stamped: echoed in the token. */
export interface TimeStampRequest {
  readonly algorithm: keyof typeof DIGEST_BYTES;
  readonly digest: Uint8Array;
  /** Content of the INTEGER, as it came. */
  readonly nonce?: Uint8Array;
  /** Whether the token shall carry the certificates. */
  readonly certReq: boolean;
}

/**
 * Reads a request (RFC 3161 §2.4.1) in the order of the checks of §2.2 and §2.4.2.
 * @param policy the one policy that this authority stamps under
 * @throws TimeStampRefusal
 */
export function parseTimeStampRequest(bytes: Uint8Array, policy: string): TimeStampRequest {
  const request = decode(bytes);
  if (request.version !== 1) throw new TimeStampRefusal('badRequest', 'Only version 1 is answered.');
  const algorithm = requireAlgorithm(request);
  const digest = new Uint8Array(request.messageImprint.hashedMessage.buffer);
  if (digest.length !== DIGEST_BYTES[algorithm]) {
    throw new TimeStampRefusal(
      'badDataFormat',
      `A digest of ${algorithm} has ${DIGEST_BYTES[algorithm]} bytes.`,
    );
  }
  if (request.reqPolicy !== undefined && request.reqPolicy !== policy) {
    throw new TimeStampRefusal('unacceptedPolicy', `Tokens are made under the policy ${policy}.`);
  }
  if (request.extensions !== undefined) {
    throw new TimeStampRefusal('unacceptedExtension', 'No extension is known here.');
  }
  return {
    algorithm,
    digest,
    certReq: request.certReq,
    ...(request.nonce && { nonce: new Uint8Array(request.nonce) }),
  };
}

function decode(bytes: Uint8Array): TimeStampReq {
  try {
    if (bytes.length <= REQUEST_LIMIT_BYTES && isDer(bytes)) return AsnConvert.parse(bytes, TimeStampReq);
  } catch {
    // DER of something else
  }
  throw new TimeStampRefusal('badDataFormat', 'This is not a TimeStampReq in DER (RFC 3161 §2.4.1).');
}

/** SHA-2 alone (ETSI TS 119 312); parameters are absent or NULL. */
function requireAlgorithm({ messageImprint }: TimeStampReq): keyof typeof DIGEST_BYTES {
  const { algorithm, parameters } = messageImprint.hashAlgorithm;
  const name = digestName({ algorithm });
  const plain = parameters === undefined || parameters === null || hex(parameters) === NULL_HEX;
  if (name !== undefined && plain) return name;
  throw new TimeStampRefusal('badAlg', 'Digests are of SHA-256, SHA-384 or SHA-512.');
}

const hex = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('hex');
