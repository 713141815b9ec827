import type { Certificate } from '../x509/certificate.ts';
import type { CertificateList } from '../x509/certificate-list.ts';

/** The lists at hand, and whose own status is being looked up right now. */
export interface Lists {
  readonly crls: readonly CertificateList[];
  readonly inProgress: readonly Certificate[];
}
