import type { BoxItem } from '../box/box-items.ts';
import { evidenceOwner, type LetterDesk, openContent, toRegisteredLetter } from './letter-desk.ts';

/** Proof of access to a letter that was handed over, once for each day it is read (EN 319 522: ContentAccessTracking). */
export async function trackReading(item: BoxItem, now: Date, desk: LetterDesk): Promise<void> {
  if (item.letterId === undefined || item.letterState !== 'accepted') return;
  const day = now.toISOString().slice(0, 10);
  const kept = await desk.book.kept(item.letterId);
  if (kept.some(({ event, at }) => event === 'ContentAccessTracking' && at.startsWith(day))) return;
  const letter = await desk.letters.find(item.letterId);
  if (letter === undefined) return; // older than what is kept of it
  const content = await openContent(letter, desk.personalData);
  const entry = { event: 'ContentAccessTracking', at: now, now } as const;
  await desk.book.record(toRegisteredLetter(letter, content, desk), evidenceOwner(letter), entry);
}
