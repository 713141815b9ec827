import type { CertificateSettings } from '../../contracts/settings.ts';
import { BerError } from '../ber/ber-error.ts';
import type { TrustStore } from '../trust/trust-store.ts';
import { failedReport } from './report.ts';
import type { SignatureVerifier, Verified } from './signature-verifier.ts';
import { trustedMaterialOf } from './trusted-material.ts';
import { verifyCertificate } from './verify-certificate.ts';
import { verifyDocument } from './verify-document.ts';

export interface SignatureVerifierParts {
  readonly trust: TrustStore;
  readonly settings: Pick<CertificateSettings, 'oidArc'>;
}

/** The verifier of a deployment: its own root is the one trust anchor; what it parsed of the trust store it remembers. */
export function signatureVerifier({ trust, settings }: SignatureVerifierParts): SignatureVerifier {
  const load = trustedMaterialOf(trust);
  return {
    async verify(what, now) {
      const material = await load();
      return orUnreadable(now, () =>
        what.mode === 'certificate'
          ? verifyCertificate(what.certificate, material, settings.oidArc, now)
          : verifyDocument(what, material, settings.oidArc, now),
      );
    },
  };
}

async function orUnreadable(now: Date, verify: () => Promise<Verified>): Promise<Verified> {
  try {
    return await verify();
  } catch (error) {
    if (!(error instanceof BerError)) throw error;
    return { report: failedReport('unreadable', `The file cannot be read. ${error.message}`, now) };
  }
}
