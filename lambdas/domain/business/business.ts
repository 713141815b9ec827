import type { JWK } from 'jose';
import type { BusinessCategory, ContractNumberKind } from '../../contracts/moves.ts';

/** A business that takes notices of moves. Entered by an operator (`npm run businesses`). */
export interface Business {
  readonly id: string;
  readonly name: string;
  readonly category: BusinessCategory;
  readonly numberKind: ContractNumberKind;
  /** Where notices are posted to. */
  readonly endpoint: string;
  /** Public key of its receipts, with `alg` ES256, RS256 or EdDSA. */
  readonly receiptKey: JWK;
  readonly status: 'active' | 'suspended';
}

export interface Businesses {
  find(id: string): Promise<Business | undefined>;
  /** Active ones. */
  list(): Promise<readonly Business[]>;
}

/** A person's agreement that a business may be told, given before any move (E7). */
export interface BusinessConsent {
  readonly accountId: string;
  readonly businessId: string;
  /** `{contractNumber}`, sealed under the person's key. */
  readonly sealed: string;
  readonly givenAt: string;
}

export interface BusinessConsents {
  of(accountId: string): Promise<readonly BusinessConsent[]>;
  find(accountId: string, businessId: string): Promise<BusinessConsent | undefined>;
  /** Gives consent, or replaces the number. */
  keep(consent: BusinessConsent): Promise<void>;
  /** False when there was none. */
  withdraw(accountId: string, businessId: string): Promise<boolean>;
}
