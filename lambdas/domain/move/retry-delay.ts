const FIRST_SECONDS = 120;
const GROWTH = 4;
/** Within SQS's twelve hours of invisibility, and such that the most attempts (`MOVES.attempts`) end within a day. */
const LONGEST_SECONDS = 7200;

/**
 * How long a business that gave no receipt is left alone before it is asked again: 2 minutes, 8, 32, then 2 hours each. What is
 * down for a moment is asked soon, what is down for a morning is still reached.
 * @param attempt the one that failed; the first is 1
 */
export const retryDelaySeconds = (attempt: number): number =>
  Math.min(FIRST_SECONDS * GROWTH ** (attempt - 1), LONGEST_SECONDS);
