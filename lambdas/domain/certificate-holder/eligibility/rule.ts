import type { CertificateSettings } from '../../../contracts/settings.ts';
import type { Account } from '../../account/account.ts';
import type { AccountIdentity } from '../../account/account-identity.ts';
import type { CertificateKind, CertificateRecord, Storage } from '../../certificate/certificate-record.ts';
import type { Refusal } from '../../errors.ts';
import type { Organisation } from '../../organisation/organisation.ts';

/** Who wishes for what, and all that the rules look at. */
export interface Candidate {
  readonly kind: CertificateKind;
  readonly storage: Storage;
  readonly account: Account;
  readonly identity: AccountIdentity;
  /** As asked for; undefined in `organisation` when there is none of that number. */
  readonly organisationId?: string | undefined;
  readonly organisation?: Organisation | undefined;
  /** Certificates of the holder-to-be, of every kind, newest first. */
  readonly held: readonly CertificateRecord[];
  /** `CertificateRecord.keyId` of the account's phone. */
  readonly phoneKeyId?: string | undefined;
  readonly settings: CertificateSettings;
  readonly now: Date;
}

/** What stands in the way, or undefined. */
export type EligibilityRule = (candidate: Candidate) => Refusal | undefined;
