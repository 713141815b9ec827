import type { CertificateApplicationView } from '../../contracts/certificates.ts';
import type { FourAttributes } from '../certificate-profile/attributes.ts';
import type { CertificateApplication } from './application.ts';

/** What the applicant is shown; `attributes` only where the certificate will name them. */
export function toApplicationView(
  application: CertificateApplication,
  shown: { readonly attributes?: FourAttributes | undefined; readonly renews?: string | undefined } = {},
): CertificateApplicationView {
  const { id, kind, storage, organisationId, status, expiresAt } = application;
  return {
    application: id,
    kind,
    storage,
    ...(organisationId !== undefined && { organisation: organisationId }),
    status,
    expiresAt: new Date(expiresAt * 1000).toISOString(),
    ...(shown.attributes !== undefined && { attributes: shown.attributes }),
    ...(shown.renews !== undefined && { renews: shown.renews }),
  };
}
