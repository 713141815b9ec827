import type { Randomness } from '../randomness.ts';
import type { Signer } from '../signer/signer.ts';
import { type HeldCertificate, readCertificates } from '../trust/held-certificate.ts';
import { makeTimeStampToken } from './time-stamp-token.ts';
import type { TimeStamper } from './time-stamper.ts';

export interface TimeStamperParts {
  /** The key `time-stamping`, ES256. */
  readonly signer: Pick<Signer, 'sign'>;
  /** `time-stamping`: DER, or how to get it when it is first needed. */
  readonly certificate: HeldCertificate;
  /** Put into each token so that it is verified with the root alone: `seal`. */
  readonly issuers?: readonly HeldCertificate[];
  /** `oids(arc).policy.timeStamp` */
  readonly policy: string;
  readonly randomness: Pick<Randomness, 'bytes'>;
}

/** Stamps without the detour over HTTP: for functions that may use the time-stamping key themselves. */
export function timeStamperOf({ certificate, issuers = [], ...authority }: TimeStamperParts): TimeStamper {
  const certificates = readCertificates(certificate, issuers);
  return {
    stamp: async (digest, now) =>
      makeTimeStampToken({ algorithm: 'SHA-256', digest, certReq: true }, now, {
        ...authority,
        certificates: await certificates(),
      }),
  };
}
