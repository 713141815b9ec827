import type { RegistrationDocument } from '../../contracts/organisations.ts';

/** A legal person or public authority that takes part. `pending` until an operator admits it. */
export interface Organisation {
  /** Corporate number (France: SIREN, 9 digits). */
  readonly id: string;
  readonly name: string;
  readonly kind: 'company' | 'municipality' | 'agency';
  readonly town: string;
  readonly status: 'pending' | 'active' | 'refused' | 'suspended';
  /** Account of the representative: approves attributes, holds the corporate certificate or official seal. */
  readonly representativeId: string;
  /** Serial of its corporate certificate or official seal. */
  readonly certificate?: string;
  /** OAuth client of its systems, for registered letters (E1). */
  readonly clientId?: string;
  /** What its representative announced for the counter (D9). */
  readonly registration?: {
    readonly taxNumber: string;
    readonly powerOfAttorney: RegistrationDocument;
    readonly registerExtract: RegistrationDocument;
  };
  readonly registeredAt: string;
  /** ISO 8601: when an operator admitted or refused it, and who. */
  readonly decidedAt?: string;
  readonly decidedBy?: string;
  readonly version: number;
}

export interface Organisations {
  find(id: string): Promise<Organisation | undefined>;
}

/** Who belongs to which organisation; representatives are members too. */
export interface OrganisationMember {
  readonly accountId: string;
  readonly organisationId: string;
  readonly role: 'representative' | 'delegate';
}

export interface OrganisationMembers {
  of(accountId: string): Promise<readonly OrganisationMember[]>;
  find(accountId: string, organisationId: string): Promise<OrganisationMember | undefined>;
}
