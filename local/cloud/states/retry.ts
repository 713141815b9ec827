import { covers } from './failure.ts';

/** ASL "Retriers". Durations in seconds. */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

/** What to do about a failed attempt: wait that long and count it against that retrier. */
export interface NextAttempt {
  readonly retrier: number;
  readonly delayMilliseconds: number;
}

/**
 * Finds the first retrier that covers the error and has attempts left.
 *
 * @param counts retries already made, by the retrier's position
 * @param random number in [0, 1) for `JitterStrategy: FULL`
 */
export function nextAttempt(
  retriers: readonly Retrier[],
  error: string,
  counts: readonly number[],
  random: () => number,
): NextAttempt | undefined {
  const index = retriers.findIndex((retrier) => covers(retrier.ErrorEquals, error));
  const retrier = retriers[index];
  const made = counts[index] ?? 0;
  if (retrier === undefined || made >= (retrier.MaxAttempts ?? 3)) return undefined;
  const exponential = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** made;
  const delay = Math.min(exponential, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  const jittered = retrier.JitterStrategy === 'FULL' ? delay * random() : delay;
  return { retrier: index, delayMilliseconds: Math.round(jittered * 1000) };
}
