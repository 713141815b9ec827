import { SIGNATURE_LEVELS, type SignatureLevel } from '../../contracts/procedures.ts';
import type { CertificateView } from '../signature-verification/verification-report.ts';

/** The level (D1) of a confirmed signature: by what its certificate was issued for. */
export function levelOf(kind: CertificateView['kind'] | undefined): SignatureLevel {
  switch (kind) {
    case 'signature':
    case 'corporate':
    case 'official-seal':
      return 'qualified';
    case 'service': // a simple signature is a record that Guichet itself sealed (D2)
      return 'simple';
    default:
      return 'unqualified';
  }
}

export const reaches = (level: SignatureLevel, demanded: SignatureLevel): boolean =>
  SIGNATURE_LEVELS.indexOf(level) >= SIGNATURE_LEVELS.indexOf(demanded);
