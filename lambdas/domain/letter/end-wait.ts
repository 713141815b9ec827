import type { BoxObjectRemovals } from '../box/box-objects.ts';
import { resumable } from './calendar-shard.ts';
import { carryOn } from './carry-on.ts';
import { attachmentObject, type Letter } from './letter.ts';
import { type LetterDesk, openContent } from './letter-desk.ts';

export const UNCLAIMED_REASON = 'not-claimed-in-time';

/**
 * What the calendar does with a letter whose time has come: one never deposited is forgotten, one not claimed in time ends, and
 * what another run left unfinished is finished.
 */
export async function endWait(
  letter: Letter,
  now: Date,
  desk: LetterDesk & { readonly objects: BoxObjectRemovals },
): Promise<void> {
  if (letter.status === 'prepared') return forget(letter, desk);
  const ended = isOver(letter, now) ? await expire(letter, now, desk) : letter;
  if (ended !== undefined) await carryOn(ended, now, desk);
}

const isOver = ({ status, claimUntil }: Letter, now: Date): boolean =>
  status === 'notified' && claimUntil !== undefined && claimUntil <= now.toISOString();

/** Undefined when the recipient decided in the same moment. What has to follow the notice is done first where it was not. */
async function expire(letter: Letter, now: Date, desk: LetterDesk): Promise<Letter | undefined> {
  const noticed = letter.deadline === letter.claimUntil ? letter : await carryOn(letter, now, desk);
  if (noticed.status !== 'notified') return undefined;
  return desk.letters.advance(noticed, {
    status: 'unclaimed',
    decidedAt: now.toISOString(),
    reasons: [UNCLAIMED_REASON],
    ...resumable(letter.id, now),
  });
}

async function forget(
  letter: Letter,
  desk: LetterDesk & { readonly objects: BoxObjectRemovals },
): Promise<void> {
  if (!(await desk.letters.forget(letter))) return;
  const { attachments } = await openContent(letter, desk.personalData);
  for (const position of attachments.keys()) await desk.objects.delete(attachmentObject(letter.id, position));
}
