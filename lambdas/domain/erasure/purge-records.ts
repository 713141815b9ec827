import type { Account } from '../account/account.ts';
import { OWNED_TABLES, type OwnedRecords, type OwnedTable } from './owned-records.ts';

export interface PurgeRecordsDeps {
  readonly owned: Readonly<Record<OwnedTable, OwnedRecords>>;
}

/** All that lies under the account and tells nobody else anything: phone, code and signing keys among it. */
export async function purgeRecords({ id }: Account, _now: Date, { owned }: PurgeRecordsDeps): Promise<void> {
  for (const table of OWNED_TABLES) await owned[table].purge(id);
}
