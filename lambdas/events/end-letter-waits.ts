import type { BoxObjectRemovals } from '../domain/box/box-objects.ts';
import { CALENDAR_SHARDS } from '../domain/letter/calendar-shard.ts';
import { endWait } from '../domain/letter/end-wait.ts';
import type { LetterDesk } from '../domain/letter/letter-desk.ts';

export type EndLetterWaitsDeps = LetterDesk & { readonly objects: BoxObjectRemovals };

/**
 * Ends the wait of letters nobody claimed, and finishes what was left unfinished (E1). One letter that fails does not keep the
 * others waiting; it is tried again in the next hour, and the run is told of as failed.
 */
export async function endLetterWaits(now: Date, deps: EndLetterWaitsDeps): Promise<number> {
  const failures: unknown[] = [];
  let done = 0;
  for (const shard of CALENDAR_SHARDS) {
    for await (const due of deps.letters.due(shard, now)) {
      const outcomes = await Promise.allSettled(due.map((letter) => endWait(letter, now, deps)));
      const failed = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
      failures.push(...failed);
      done += due.length - failed.length;
    }
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} letters could not be carried on.`);
  return done;
}
