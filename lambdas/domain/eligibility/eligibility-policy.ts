import type { EligibilitySettings } from '../../contracts/settings.ts';

export type PhoneSystem = 'android' | 'ios';

/**
 * Who may enrol (A1). The operator's settings, and which phones can hold the authenticator: a lowest major version
 * for each system, 0 for any; a system left out is not accepted.
 */
export interface EligibilityPolicy extends EligibilitySettings {
  readonly phoneSystems?: Partial<Readonly<Record<PhoneSystem, number>>>;
}

export const ANY_PHONE: NonNullable<EligibilityPolicy['phoneSystems']> = { android: 0, ios: 0 };

/** What a person answers at the gate. */
export interface EligibilityAnswers {
  /** `YYYY-MM-DD`, or presumed. */
  readonly birthdate: string;
  /** ISO 3166-1 alpha-2. */
  readonly countryOfResidence: string;
  readonly documentType: string;
  /** `YYYY-MM-DD`, last day of validity as printed. */
  readonly documentExpiry?: string | undefined;
  /** `YYYY-MM-DD`; with it the expiry of a card printed before its extension is computed. */
  readonly documentIssued?: string | undefined;
  /** Years a residence permit was given for. */
  readonly residencePermitYears?: number | undefined;
  readonly phoneSystem: PhoneSystem | 'none';
  readonly phoneSystemMajorVersion?: number | undefined;
}
