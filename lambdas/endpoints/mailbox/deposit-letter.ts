import type { BoxObjects } from '../../domain/box/box-objects.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { Refusal } from '../../domain/errors.ts';
import { resumable } from '../../domain/letter/calendar-shard.ts';
import { carryOn } from '../../domain/letter/carry-on.ts';
import { receivesLetters } from '../../domain/letter/find-recipient.ts';
import type { Letter } from '../../domain/letter/letter.ts';
import { type LetterDesk, openContent } from '../../domain/letter/letter-desk.ts';
import { requireSentLetter, toSentLetterView } from '../../domain/letter/sent-letter.ts';
import { requireUploaded } from '../../domain/letter/upload-permits.ts';
import { requireOrganisation } from '../../domain/organisation-token/require-organisation.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export type DepositLetterDeps = LetterDesk &
  Parameters<typeof requireOrganisation>[1] & {
    readonly boxes: Pick<Boxes, 'find'>;
    readonly objects: Pick<BoxObjects, 'stored'>;
  };

/** POST /api/letters/{letter}/deposit (E1): from here on the letter is proved. Repeating it finishes what was begun. */
export async function depositLetter(request: HttpRequest, deps: DepositLetterDeps): Promise<HttpResponse> {
  const { now, params } = request;
  const { organisationId, client } = await requireOrganisation(request, deps);
  const found = await requireSentLetter(params.letter ?? '', organisationId, deps);
  const letter = found.status === 'prepared' ? await deposit(found, now, deps) : found;
  const carried = await carryOn(letter, now, deps);
  if (letter !== found && letter.status === 'submitted') {
    const [subject, actor] = [`organisation:${organisationId}`, `client:${client.client_id}`];
    const details = { letter: letter.id };
    await deps.audit.record({ event: 'letter.deposited', subject, actor, at: now, details, once: letter.id });
  }
  return { body: toSentLetterView(carried, await openContent(carried, deps.personalData)) };
}

/** Accepted for delivery, or refused with evidence when the recipient's box was closed since the letter was prepared. */
async function deposit(letter: Letter, now: Date, deps: DepositLetterDeps): Promise<Letter> {
  await requireUploaded(letter.id, await openContent(letter, deps.personalData), deps.objects);
  const reachable = await receivesLetters(await deps.accounts.find(letter.recipientId), deps);
  const submittedAt = now.toISOString();
  const changed = await deps.letters.advance(letter, {
    ...(reachable
      ? { status: 'submitted' as const }
      : { status: 'rejected' as const, decidedAt: submittedAt, reasons: ['recipient-box-closed'] }),
    submittedAt,
    ...resumable(letter.id, now),
  });
  if (changed !== undefined) return changed;
  const latest = await deps.letters.find(letter.id);
  if (latest !== undefined && latest.status !== 'prepared') return latest;
  throw new Refusal(
    'gone',
    'letter-forgotten',
    'This letter was not deposited in time and is forgotten: prepare it again.',
  );
}
