import type { Clock } from '../../service.ts';
import type { Expiration } from './buckets.ts';
import type { ObjectRecord } from './objects.ts';
import type { StoredObjects } from './stored-objects.ts';

const DAY_MILLISECONDS = 86_400_000;

/** Deletes what the buckets' lifecycle rules say has expired; retained objects stay until they are free. */
export function sweepExpired(stored: StoredObjects, clock: Clock): void {
  const now = clock.now();
  for (const bucket of stored.buckets()) {
    const due = stored
      .of(bucket)
      .sorted()
      .filter((record) => bucket.expirations.some((rule) => isExpired(rule, record, now)));
    for (const record of due) {
      const isFree = (record.retainUntil ?? 0) <= now && record.legalHold !== true;
      if (isFree) stored.of(bucket).remove(record.key);
    }
  }
}

function isExpired({ prefix, tags, days }: Expiration, record: ObjectRecord, now: number): boolean {
  return (
    record.key.startsWith(prefix) &&
    Object.entries(tags).every(([name, value]) => record.tags[name] === value) &&
    record.lastModified + days * DAY_MILLISECONDS <= now
  );
}
