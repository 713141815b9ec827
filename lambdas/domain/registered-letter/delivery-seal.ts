import { oids } from '../asn1/oids.ts';
import type { Randomness } from '../randomness.ts';
import { cadesSeal } from '../seal/cades-seal.ts';
import type { Seal } from '../seal/seal.ts';
import type { Signer } from '../signer/signer.ts';
import { timeStamperOf } from '../time-stamp/time-stamper-of.ts';
import type { TrustStore } from '../trust/trust-store.ts';

/** Seals delivery evidence with the certificate `delivery-evidence` and our own time-stamps, so that the root alone verifies it. */
export function deliverySeal(parts: {
  /** The keys `delivery-evidence` and `time-stamping`. */
  readonly signer: Pick<Signer, 'sign'>;
  readonly stampSigner: Pick<Signer, 'sign'>;
  readonly trust: TrustStore;
  readonly oidArc: string;
  readonly randomness: Pick<Randomness, 'bytes'>;
}): Seal {
  const issuers = [() => parts.trust.certificate('seal')];
  const timeStamper = timeStamperOf({
    signer: parts.stampSigner,
    certificate: () => parts.trust.certificate('time-stamping'),
    issuers,
    policy: oids(parts.oidArc).policy.timeStamp,
    randomness: parts.randomness,
  });
  const certificate = () => parts.trust.certificate('delivery-evidence');
  return cadesSeal({ signer: parts.signer, certificate, issuers, timeStamper });
}
