import { createHash } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Accuracy, MessageImprint, TSTInfo } from '@peculiar/asn1-tsp';
import { digestAlgorithm } from '../asn1/algorithm.ts';
import { OID } from '../asn1/oids.ts';
import { toArrayBuffer } from '../asn1/sign-der.ts';
import { signedAttributes } from '../cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../cms-assembly/signed-data.ts';
import type { Randomness } from '../randomness.ts';
import type { Signer } from '../signer/signer.ts';
import type { CertificateChain } from '../trust/held-certificate.ts';
import type { TimeStampRequest } from './time-stamp-request.ts';

/** How far genTime may be from UTC: the clocks of AWS are closer, genTime has whole seconds. */
const ACCURACY_SECONDS = 1;
const SERIAL_BYTES = 16;

/** What a time-stamping authority has in hand when it stamps. */
export interface StampingAuthority {
  /** ES256. */
  readonly signer: Pick<Signer, 'sign'>;
  /** The authority's own certificate, then those above it that the reader may lack. */
  readonly certificates: CertificateChain;
  readonly policy: string;
  readonly randomness: Pick<Randomness, 'bytes'>;
}

/** TimeStampToken (RFC 3161 §2.4.2): CMS SignedData over TSTInfo, DER. */
export async function makeTimeStampToken(
  request: TimeStampRequest,
  now: Date,
  { signer, certificates, policy, randomness }: StampingAuthority,
): Promise<Uint8Array> {
  const [certificate] = certificates;
  const content = tstInfo(request, now, policy, randomness);
  const attributes = signedAttributes({
    digest: sha256(content),
    digestAlgorithm: 'SHA-256',
    certificate,
    certificateDigest: sha256(certificate),
    contentType: OID.tstInfo,
  });
  return assembleSignedData({
    content,
    contentType: OID.tstInfo,
    signedAttributes: attributes,
    signature: await signer.sign(attributes),
    certificates,
    embedsCertificates: request.certReq,
  });
}

function tstInfo(
  { algorithm, digest, nonce }: TimeStampRequest,
  now: Date,
  policy: string,
  randomness: Pick<Randomness, 'bytes'>,
): Uint8Array {
  const info = new TSTInfo({
    policy,
    messageImprint: new MessageImprint({
      hashAlgorithm: digestAlgorithm(algorithm),
      hashedMessage: new OctetString(digest),
    }),
    serialNumber: serialNumber(randomness),
    genTime: new Date(Math.floor(now.getTime() / 1000) * 1000),
    accuracy: new Accuracy({ seconds: ACCURACY_SECONDS }),
    ...(nonce && { nonce: toArrayBuffer(nonce) }),
  });
  return new Uint8Array(AsnConvert.serialize(info));
}

/** Unique without a counter: 126 random bits of a positive INTEGER. */
function serialNumber(randomness: Pick<Randomness, 'bytes'>): ArrayBuffer {
  const bytes = Uint8Array.from(randomness.bytes(SERIAL_BYTES));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.buffer;
}

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest());
