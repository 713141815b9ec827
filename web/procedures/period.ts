/** A day of the person's own calendar as `YYYY-MM-DD`. */
export const dayOf = (at: Date): string =>
  [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** The last days up to today. */
export function lastDays(count: number, now = new Date()): { readonly from: string; readonly to: string } {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - count);
  return { from: dayOf(first), to: dayOf(now) };
}
