import type { AssuranceLevel, Language } from '../../contracts/enrolment.ts';
import type { SuspensionReason } from '../../contracts/registry.ts';

/**
 * Where an identity stands. `pending`: verified, no phone bound yet (A11); `active`: usable; `suspended`: an operator
 * stopped it; `closed`: ended for good.
 */
export type AccountStatus = 'pending' | 'active' | 'suspended' | 'closed';

/** What an account will be: `AccountIdentity`, sealed, and which of the four attributes differ. */
export interface AccountChange {
  readonly sealed: string;
  readonly attributes: readonly ('name' | 'sex' | 'birthdate' | 'address')[];
  /** ISO 8601. */
  readonly at: string;
}

/** An operator stopped the identity, until an operator lifts it. */
export interface AccountSuspension {
  readonly reason: SuspensionReason;
  /** Operator id. */
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

/** Changes of contacts that were put back together: those that made these versions of the account, both included. */
export interface UndoneContacts {
  readonly from: number;
  /** The version that putting back made. */
  readonly to: number;
  /** ISO instant. */
  readonly at: string;
}

/** A verified person. Everything that tells who they are is in `sealed`. */
export interface Account {
  readonly id: string;
  readonly status: AccountStatus;
  /** How well the person was proved; decides the `acr` (domain/acr). */
  readonly level: AssuranceLevel;
  /** The person's data key, wrapped by KMS for encryption context `{person: <account id>}`; deleting it erases the person. */
  readonly wrappedKey: string;
  /** `AccountIdentity`, sealed under that data key. */
  readonly sealed: string;
  /** The `account-handles` entry of the phone number, as made by `identifierOf(secret, 'phone', <E.164>)`. */
  readonly phoneHandle: string;
  /** The enrolment that proved this person; activation moves it from `accepted` to `active`. */
  readonly enrolmentId: string;
  /** In which language the person is written to. */
  readonly language: Language;
  /** ISO 8601 instants. */
  readonly createdAt: string;
  readonly verifiedAt: string;
  /** When a phone was first bound. */
  readonly activatedAt?: string;
  /** The one phone that may approve; absent while `pending`. */
  readonly deviceId?: string;
  /**
   * Nobody real: a test persona and who made it (B12). Signs in at sandbox clients only, and is never written to. `anywhere`: made by
   * the operator of a deployment that is for tests as a whole.
   */
  readonly persona?: { readonly owner: string; readonly anywhere?: boolean };
  /**
   * When e-mail address or phone number were last changed, ISO instant: recovery links sent before, and browser sessions opened before,
   * are worth nothing (ADR 0017).
   */
  readonly contactsChangedAt?: string;
  /** Changes of them that were put back, of the last days: their own links undo nothing any more (ADR 0017). */
  readonly undoneContacts?: readonly UndoneContacts[];
  /** A change of what is known of the person, decided and not yet done: certificates that say otherwise end first (C4). */
  readonly change?: AccountChange;
  /** Other `account-handles` entries that this account holds from the day it was made: those of person and document. */
  readonly ownHandles?: readonly string[];
  readonly suspension?: AccountSuspension;
  /** ISO 8601: when its person left; with status `closed`. What is left is being erased. */
  readonly closedAt?: string;
  /** ISO 8601: whatever was opened, approved or granted until then counts no more (`isSignedOut`). */
  readonly signedOutAt?: string;
  /** Counts changes; every update is conditional on it. Starts at 1. */
  readonly version: number;
}
