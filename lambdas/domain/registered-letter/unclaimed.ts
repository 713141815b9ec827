const DAY_MS = 86_400_000;

/** A letter not opened within `days`, which run from the day after its notice (CPCE R. 53-3). */
export function isUnclaimed(letter: { readonly submittedAt: string }, days: number, now: Date): boolean {
  const dayAfter = (Math.floor(Date.parse(letter.submittedAt) / DAY_MS) + 1) * DAY_MS;
  return now.getTime() >= dayAfter + days * DAY_MS;
}
