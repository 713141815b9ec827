import type { SigningKey } from './signing-key.ts';

/** Grace of a withdrawn key: instances that have read the line a moment ago may still be using it. */
const WITHDRAWN_SECONDS = 600;

/**
 * A key's life: `pending` (published, not yet used) → `active` (signs) → `retired` (published while what it signed lives) → `gone`.
 * It follows from the line alone, so that no write is needed for a key to take over or to retire, and none can be missed.
 */
export type LifeStage = 'pending' | 'active' | 'retired' | 'withdrawn' | 'gone';

/** The stage of each key of a line (oldest first) at an instant. */
export function lifeStage(
  key: SigningKey,
  line: readonly SigningKey[],
  now: Date,
  behindSeconds: number,
): LifeStage {
  if (key.withdrawnAt !== undefined)
    return isPast(key.withdrawnAt, WITHDRAWN_SECONDS, now) ? 'gone' : 'withdrawn';
  if (!hasStarted(key, now)) return 'pending';
  const successor = line.find((other) => other.id > key.id && hasStarted(other, now));
  if (successor?.startsAt === undefined) return 'active';
  return isPast(successor.startsAt, behindSeconds, now) ? 'gone' : 'retired';
}

/** The key that signs: the youngest that has started. */
export function activeKey(line: readonly SigningKey[], now: Date): SigningKey | undefined {
  return line.findLast((key) => key.withdrawnAt === undefined && hasStarted(key, now));
}

/** The key that is to follow: made, perhaps already published, not yet used. */
export function pendingKey(line: readonly SigningKey[], now: Date): SigningKey | undefined {
  return line.findLast((key) => key.withdrawnAt === undefined && !hasStarted(key, now));
}

/** What relying parties may meet: all but what is withdrawn or gone. */
export function publishedKeys(
  line: readonly SigningKey[],
  now: Date,
  behindSeconds: number,
): readonly SigningKey[] {
  return line.filter((key) => !['withdrawn', 'gone'].includes(lifeStage(key, line, now, behindSeconds)));
}

/** Whether it has ever signed: a key that was withdrawn before its start never will. */
function hasStarted({ startsAt, withdrawnAt }: SigningKey, now: Date): boolean {
  const until = Math.min(now.getTime(), withdrawnAt?.getTime() ?? Number.POSITIVE_INFINITY);
  return startsAt !== undefined && startsAt.getTime() <= until;
}

const isPast = (at: Date, seconds: number, now: Date): boolean =>
  at.getTime() + seconds * 1000 <= now.getTime();
