import { oids } from '../asn1/oids.ts';
import type { Randomness } from '../randomness.ts';
import type { Signer } from '../signer/signer.ts';
import { timeStamperOf } from '../time-stamp/time-stamper-of.ts';
import type { AuthorityCertificate, TrustStore } from '../trust/trust-store.ts';
import { cadesSeal } from './cades-seal.ts';
import type { Seal } from './seal.ts';

export interface ServiceSealParts {
  /** Whose certificate and key seal. */
  readonly service: Extract<
    AuthorityCertificate,
    'delivery-evidence' | 'signature-records' | 'attribute-authority'
  >;
  /** The service's key, and `time-stamping`. */
  readonly signer: Pick<Signer, 'sign'>;
  readonly stampSigner: Pick<Signer, 'sign'>;
  readonly trust: TrustStore;
  readonly oidArc: string;
  readonly randomness: Pick<Randomness, 'bytes'>;
}

/** Seals in the name of one of Guichet's services, with our own time-stamps, so that the root alone verifies it. */
export function serviceSeal({ service, signer, trust, ...stamping }: ServiceSealParts): Seal {
  const issuers = [() => trust.certificate('seal')];
  const timeStamper = timeStamperOf({
    signer: stamping.stampSigner,
    certificate: () => trust.certificate('time-stamping'),
    issuers,
    policy: oids(stamping.oidArc).policy.timeStamp,
    randomness: stamping.randomness,
  });
  return cadesSeal({ signer, certificate: () => trust.certificate(service), issuers, timeStamper });
}
