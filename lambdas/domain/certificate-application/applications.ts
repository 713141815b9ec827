import type { CertificateApplication } from './application.ts';

export interface CertificateApplications {
  find(id: string): Promise<CertificateApplication | undefined>;
  keep(application: CertificateApplication): Promise<void>;
  /** `to-confirm` → `confirmed`; false, and nothing changes, when it is in another state by now. */
  confirm(application: CertificateApplication, at: Date): Promise<boolean>;
}
