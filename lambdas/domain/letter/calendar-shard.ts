import { createHash } from 'node:crypto';

const SHARDS = 16;

/** So many queues of letters that wait for an instant, so that none of them grows hot. */
export const CALENDAR_SHARDS: readonly string[] = Array.from(
  { length: SHARDS },
  (_, n) => `calendar-${n.toString(16)}`,
);

/** The queue of a letter. */
export function shardOf(letterId: string): string {
  const first = createHash('sha256').update(letterId).digest()[0] ?? 0;
  return CALENDAR_SHARDS[first % SHARDS] ?? 'calendar-0';
}

/** What is begun and not finished within this time is finished by the calendar. */
const RESUME_SECONDS = 300;

/** Puts a letter into its queue, due at an instant. */
export const dueAt = (letterId: string, at: Date): { awaiting: string; deadline: string } => ({
  awaiting: shardOf(letterId),
  deadline: at.toISOString(),
});

/** In case that this run ends before its work does. */
export const resumable = (letterId: string, now: Date): { awaiting: string; deadline: string } =>
  dueAt(letterId, new Date(now.getTime() + RESUME_SECONDS * 1000));
