import { claimDeadline } from './claim-deadline.ts';

/** A letter not opened within `days` of its notice. */
export function isUnclaimed(
  letter: { readonly submittedAt: string },
  days: number,
  timeZone: string,
  now: Date,
): boolean {
  return now >= claimDeadline(new Date(letter.submittedAt), days, timeZone);
}
