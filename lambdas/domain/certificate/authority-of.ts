import type { CertificateKind, IssuingAuthority } from './certificate-record.ts';

const AUTHORITY: Readonly<Record<CertificateKind, IssuingAuthority>> = {
  authentication: 'authentication',
  signature: 'signature',
  corporate: 'seal',
  'official-seal': 'seal',
};

/** Which authority issues a kind of certificate. */
export function authorityOf(kind: CertificateKind): IssuingAuthority {
  return AUTHORITY[kind];
}

/** Whether an organisation holds it, not a person. */
export function isOfOrganisation(kind: CertificateKind): boolean {
  return AUTHORITY[kind] === 'seal';
}

/** `CertificateRecord.holder` */
export function holderOf(application: {
  readonly accountId: string;
  readonly organisationId?: string;
}): string {
  return application.organisationId === undefined
    ? application.accountId
    : `organisation:${application.organisationId}`;
}
