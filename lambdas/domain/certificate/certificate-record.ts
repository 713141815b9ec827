/** The issuing authorities; each has a key in KMS of the name `<authority>-ca` and CRLs under `/pki/crl/<authority>/`. */
export const ISSUING_AUTHORITIES = ['authentication', 'signature', 'seal'] as const;
export type IssuingAuthority = (typeof ISSUING_AUTHORITIES)[number];

/**
 * What a certificate is for. `corporate` is the corporate card of a legal person, `official-seal` that of a public authority;
 * both are issued by `seal` and held by an organisation.
 */
export type CertificateKind = 'authentication' | 'signature' | 'corporate' | 'official-seal';

/** Where the private key lives (C9, K-01…K-08); never with us. */
export const STORAGES = ['file', 'kaztoken', 'etoken-jacarta', 'akey', 'sim', 'identity-card-chip'] as const;
export type Storage = (typeof STORAGES)[number];

/** RFC 5280 §5.3.1, the reasons that Guichet gives. */
export const REVOCATION_REASONS = {
  keyCompromise: 1,
  cACompromise: 2,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
  privilegeWithdrawn: 9,
} as const;
export type RevocationReason = keyof typeof REVOCATION_REASONS;

/** `issuing`: the serial is taken and the intent recorded, the signature not yet made. */
export type CertificateStatus = 'issuing' | 'good' | 'suspended' | 'revoked';

/** One certificate, from intent to end. */
export interface CertificateRecord {
  /** Serial number: 20 bytes in lower-case hex. */
  readonly id: string;
  /** The CRL that its distribution point names for ever, also when the number of partitions is changed later. */
  readonly crlPartition: number;
  /** The application it was issued for. */
  readonly applicationId: string;
  readonly authority: IssuingAuthority;
  readonly kind: CertificateKind;
  /** Account id, or `organisation:<id>`. */
  readonly holder: string;
  /** Account of the person who applied (for an organisation its representative). */
  readonly applicant: string;
  readonly status: CertificateStatus;
  readonly storage: Storage;
  /** SHA-256 of the SubjectPublicKeyInfo, base64url. */
  readonly keyId: string;
  /** ISO 8601 instants. */
  readonly issuedAt: string;
  readonly notBefore: string;
  readonly notAfter: string;
  /** `YYYY-MM-DD` of notAfter in the authority's time zone: finds those about to expire. */
  readonly expiresOn: string;
  /** DER, base64; a SIGNATURE certificate names a person and is sealed under that person's key instead (`PersonalData`, `{der}`). */
  readonly der?: string;
  readonly sealed?: string;
  /** When suspended or revoked. */
  readonly reason?: RevocationReason;
  readonly endedAt?: string;
  /** When suspended: by whom. The holder lifts their own suspension only. */
  readonly suspendedBy?: 'holder' | 'counter';
  readonly version: number;
}

/** The end, or the suspension, of a certificate: what CRL and OCSP say. `removed` entries do not exist. */
export interface RevocationEntry {
  /** `<authority>/<number>` */
  readonly partition: string;
  readonly serial: string;
  readonly kind: CertificateKind;
  readonly holder: string;
  readonly reason: RevocationReason;
  /** ISO 8601. */
  readonly revokedAt: string;
}
