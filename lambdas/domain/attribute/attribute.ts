/**
 * Organisation and authority attribute of a person (E3), with the fields of an RFC 5755 attribute certificate. Issued as a sealed
 * record (CMS over JSON) only from both signatures.
 */
export interface Attribute {
  readonly id: string;
  readonly holderId: string;
  /** The holder's SIGNATURE certificate: `baseCertificateID` (RFC 5755 §4.2.2). */
  readonly holderCertificate: { readonly issuer: string; readonly serial: string };
  readonly organisationId: string;
  readonly organisation: string;
  readonly department: string;
  readonly post: string;
  /** What the holder may do for the organisation: codes of `contracts/organisations.ts`, for example `employment-certificate`. */
  readonly authorities: readonly string[];
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly requestId: string;
  readonly approval: {
    readonly representativeId: string;
    readonly certificate: string;
    readonly approvedAt: string;
  };
  readonly status: 'good' | 'revoked';
  readonly revokedAt?: string;
  readonly issuedAt: string;
  /** The sealed record, base64 DER. */
  readonly record: string;
  readonly version: number;
}

/** The sentence-worthy result of an authority check (E4). */
export const AUTHORITY_FAILURES = [
  'signature-invalid',
  'certificate-revoked',
  'no-attribute',
  'attribute-not-of-this-certificate',
  'attribute-expired',
  'attribute-revoked',
  'out-of-scope',
  'organisation-not-active',
  'approval-invalid',
] as const;
export type AuthorityFailure = (typeof AUTHORITY_FAILURES)[number];

export interface AuthorityReport {
  readonly authorised: boolean;
  readonly failures: readonly AuthorityFailure[];
  readonly attribute?: Attribute;
}
