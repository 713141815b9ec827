import { pendingKey } from './key-life.ts';
import type { KeyLine, Reservation, SigningKey, SigningMode } from './signing-key.ts';

/** The part of `TOKEN_KEYS` that says when keys follow each other. */
export interface KeyRules {
  readonly mode: SigningMode;
  readonly rotationSeconds: number;
  readonly aheadSeconds: number;
  readonly behindSeconds: number;
}

/** After that, whoever reserved a place is not at work any more: the key-keeper's runs end after a minute. */
const ABANDONED_SECONDS = 120;

/**
 * When the next key starts, said at the moment it is published: `aheadSeconds` from now at least, and not before the active key has
 * signed its time; at once where there is none, since nobody can have cached anything. A change of mode waits for caches only.
 */
export function startOfNext(active: SigningKey | undefined, now: Date, rules: KeyRules): Date {
  if (active?.startsAt === undefined) return now;
  const earliest = later(now, rules.aheadSeconds);
  const turn = later(active.startsAt, rules.rotationSeconds);
  return active.custody.mode !== rules.mode || turn.getTime() < earliest.getTime() ? earliest : turn;
}

/** A pending key of the other mode, where one of the right mode would start sooner. */
export function misfit(
  { keys }: KeyLine,
  now: Date,
  { mode, aheadSeconds }: KeyRules,
): SigningKey | undefined {
  const pending = pendingKey(keys, now);
  if (pending === undefined || pending.custody.mode === mode) return undefined;
  const soonest = later(now, aheadSeconds).getTime();
  return pending.startsAt === undefined || pending.startsAt.getTime() > soonest ? pending : undefined;
}

/** Whether a key-keeper ended between its intent and the key. */
export function isAbandoned({ reservedAt }: Reservation, now: Date): boolean {
  return later(reservedAt, ABANDONED_SECONDS).getTime() <= now.getTime();
}

const later = (at: Date, seconds: number): Date => new Date(at.getTime() + seconds * 1000);
