/** Where a person lives. `country` is ISO 3166-1 alpha-2. */
export interface PostalAddress {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
}

/** How the person was proved: facts of the enrolment, as much as may be told of them (OpenID Identity Assurance). */
export interface Proofing {
  readonly channel: 'online' | 'counter';
  /** Whether an operator looked, or machines alone. */
  readonly decidedBy: 'operator' | 'system';
  readonly document?: {
    readonly type: 'national-identity-card' | 'passport' | 'residence-permit';
    /** ISO 3166-1 alpha-3 or a code of Doc 9303-3 §5; known where its zone was read. */
    readonly issuingState?: string;
  };
}

/**
 * Who the person is: the FranceConnect pivot identity in its wire names and formats (A12), with the proved
 * contact addresses. Exists in clear only between unsealing and the answer that carries it.
 */
export interface AccountIdentity {
  /** First names separated by spaces. */
  readonly given_name: string;
  /** Birth name. */
  readonly family_name: string;
  /** `YYYY-MM-DD`; presumed births `YYYY-MM-00` or `YYYY-00-00`. */
  readonly birthdate: string;
  readonly gender: 'male' | 'female';
  /** INSEE commune code; empty when born abroad. */
  readonly birthplace: string;
  /** INSEE country code; France is `99100`. */
  readonly birthcountry: string;
  /** Used name (nom d'usage). */
  readonly preferred_username?: string;
  readonly email: string;
  /** E.164, for example `+33612345678`. */
  readonly phone_number: string;
  /** As declared and confirmed; absent in accounts made before it was kept. Never a claim to relying parties. */
  readonly address?: PostalAddress;
  /** `YYYY-MM-DD`, the last day of the document that proved the person: no certificate outlives it (C3). */
  readonly documentExpiry?: string;
  /** Absent in accounts made before it was kept, and where nobody was proved (test personas). */
  readonly proofing?: Proofing;
}
