import { Refusal } from '../errors.ts';

/** So many of one thing in a fixed window: messages to a number, a prefix, from an address, tries of an account. */
export interface Limit {
  /** `sms:number:<identifier>`, `sms:prefix:+336`, `ip:192.0.2.1:enrolment`, … */
  readonly scope: string;
  readonly limit: number;
  readonly windowSeconds: number;
}

export interface SendQuotas {
  /**
   * Takes one from each limit, or throws `Refusal` too-many `limit-reached` with `retryAfterSeconds`.
   * Each counter is raised by one conditional write, so a limit also holds under concurrency; a limit that was taken before
   * a later one refused stays taken (errs on the safe side).
   */
  take(limits: readonly Limit[], now: Date): Promise<void>;
}

/** For what counts only when it fails: asked before, taken afterwards. */
export interface QuotaChecks {
  /** Throws as `take` does when nothing is left; takes nothing. */
  requireLeft(limits: readonly Limit[], now: Date): Promise<void>;
}

/** Start of the window `now` falls into, and the seconds until the next, for a limit. */
export function windowOf(
  limit: Limit,
  now: Date,
): { readonly id: string; readonly endsAt: number; readonly retryAfterSeconds: number } {
  const seconds = Math.floor(now.getTime() / 1000);
  const start = seconds - (seconds % limit.windowSeconds);
  const endsAt = start + limit.windowSeconds;
  return { id: `${limit.scope}@${start}`, endsAt, retryAfterSeconds: endsAt - seconds };
}

/** All of a window is taken. */
export const limitReached = (retryAfterSeconds: number): Refusal =>
  new Refusal('too-many', 'limit-reached', `Too many requests. Try again in ${retryAfterSeconds} seconds.`, {
    retryAfterSeconds,
    next: ['wait'],
  });
