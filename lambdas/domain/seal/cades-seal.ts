import { createHash } from 'node:crypto';
import { signatureValue } from '../cms-assembly/signature-value.ts';
import { signedAttributes } from '../cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../cms-assembly/signed-data.ts';
import type { Signer } from '../signer/signer.ts';
import type { TimeStamper } from '../time-stamp/time-stamper.ts';
import { type HeldCertificate, readCertificates } from '../trust/held-certificate.ts';
import type { Seal } from './seal.ts';

export interface CadesSealParts {
  /** ES256 or RS256, the key of `certificate`. */
  readonly signer: Pick<Signer, 'sign'>;
  /** The service's own: DER, or how to get it when it is first needed. */
  readonly certificate: HeldCertificate;
  /** Authorities above it, put into each seal so that it is verified with the root alone. */
  readonly issuers: readonly HeldCertificate[];
  readonly timeStamper: TimeStamper;
}

/** Seals with one of Guichet's own certificates: two signatures, the seal's and the time-stamp's over it. */
export function cadesSeal({ signer, certificate, issuers, timeStamper }: CadesSealParts): Seal {
  const read = readCertificates(certificate, issuers);
  return {
    async seal(content, now) {
      const certificates = await read();
      const [own] = certificates;
      const attributes = signedAttributes({
        digest: sha256(content),
        digestAlgorithm: 'SHA-256',
        signingTime: now,
        certificate: own,
        certificateDigest: sha256(own),
      });
      const signature = await signer.sign(attributes);
      const timeStamp = await timeStamper.stamp(sha256(signatureValue(signature, own)), now);
      return assembleSignedData({
        content,
        signedAttributes: attributes,
        signature,
        certificates,
        timeStamp,
      });
    },
  };
}

const sha256 = (data: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(data).digest());
