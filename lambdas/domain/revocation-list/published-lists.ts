import type { IssuingAuthority } from '../certificate/certificate-record.ts';

export interface Partition {
  readonly authority: IssuingAuthority;
  readonly number: number;
}

export interface PublishedList {
  /** DER */
  readonly list: Uint8Array;
  /** Names this very version. */
  readonly version: string;
}

/** The CRLs as everybody reads them (`/pki/crl/…`). */
export interface PublishedLists {
  load(partition: Partition): Promise<PublishedList | undefined>;
  /**
   * Publishes a list in place of the version it was made from (undefined: of none).
   * @returns false, and nothing changes, when another version stands there by now
   */
  replace(partition: Partition, list: Uint8Array, replaced: string | undefined): Promise<boolean>;
}
