import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../../lambdas/adapters/aws/s3-trust-store.ts';
import type { CertificateSettings } from '../../lambdas/contracts/settings.ts';
import { oids } from '../../lambdas/domain/asn1/oids.ts';
import { cadesSeal } from '../../lambdas/domain/seal/cades-seal.ts';
import { timeStamperOf } from '../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { bucket, key, setting } from '../../lambdas/shell/config.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';

const trust = s3TrustStore(bucket('trust'));
const issuers = [() => trust.certificate('seal')];
const seal = cadesSeal({
  signer: kmsSigner(key('delivery-evidence'), 'ES256'),
  certificate: () => trust.certificate('delivery-evidence'),
  issuers,
  timeStamper: timeStamperOf({
    signer: kmsSigner(key('time-stamping'), 'ES256'),
    certificate: () => trust.certificate('time-stamping'),
    issuers,
    policy: oids(setting<CertificateSettings>('CERTIFICATES').oidArc).policy.timeStamp,
    randomness,
  }),
});

/** What the functions of the mailbox do for each event, without their stores. */
export async function handler({ text }: { readonly text: string }): Promise<{ readonly sealed: string }> {
  const sealed = await seal.seal(new TextEncoder().encode(text), new Date());
  return { sealed: Buffer.from(sealed).toString('base64') };
}
