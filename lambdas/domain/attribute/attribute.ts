import type { AuthorityCode } from '../../contracts/organisations.ts';

/**
 * Organisation and authority attribute of a person (E3), with the fields of an RFC 5755 attribute certificate. Issued as a sealed
 * record (CMS over JSON, `attribute-record.ts`) only from both signatures. Names no person: the holder is known by certificate.
 */
export interface Attribute {
  /** The id of the request it came from: one request gives one attribute. */
  readonly id: string;
  readonly holderId: string;
  /** The holder's SIGNATURE certificate: `baseCertificateID` (RFC 5755 §4.2.2); serial in lower-case hex. */
  readonly holderCertificate: { readonly issuer: string; readonly serial: string };
  readonly organisationId: string;
  readonly organisation: string;
  readonly department: string;
  readonly post: string;
  /** What the holder may do for the organisation. */
  readonly authorities: readonly AuthorityCode[];
  /** ISO 8601. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly requestId: string;
  readonly approval: {
    readonly representativeId: string;
    /** Serial of the corporate certificate or official seal. */
    readonly certificate: string;
    readonly approvedAt: string;
  };
  /** SHA-256, hex, of the request and of both signatures (CMS) as they are kept. */
  readonly digests: { readonly request: string; readonly delegate: string; readonly approval: string };
  readonly status: 'good' | 'revoked';
  readonly revokedAt?: string;
  readonly revokedBy?: 'holder' | 'representative';
  readonly issuedAt: string;
  /** The sealed record, base64 DER. */
  readonly record: string;
  readonly version: number;
}

export interface Attributes {
  find(id: string): Promise<Attribute | undefined>;
  /** Attributes of a person, newest first; each read as it is now, not as an index remembers it. */
  ofHolder(accountId: string): Promise<readonly Attribute[]>;
  /** The same of an organisation. */
  ofOrganisation(organisationId: string): Promise<readonly Attribute[]>;
  /** Keeps a new attribute; false, and nothing changes, when its request gave one already. */
  keep(attribute: Attribute): Promise<boolean>;
  /** Ends a good attribute; false when it has ended already. */
  revoke(id: string, by: 'holder' | 'representative', at: Date): Promise<boolean>;
}
