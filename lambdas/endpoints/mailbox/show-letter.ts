import type { MailboxSettings } from '../../contracts/settings.ts';
import type { BoxObjects } from '../../domain/box/box-objects.ts';
import { openContent } from '../../domain/letter/letter-desk.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { requireSentLetter, toSentLetterView } from '../../domain/letter/sent-letter.ts';
import { uploadPermits } from '../../domain/letter/upload-permits.ts';
import { requireOrganisation } from '../../domain/organisation-token/require-organisation.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export type ShowLetterDeps = Parameters<typeof requireOrganisation>[1] & {
  readonly letters: Pick<Letters, 'find'>;
  readonly personalData: PersonalData;
  readonly objects: Pick<BoxObjects, 'upload'>;
  readonly settings: MailboxSettings;
};

/** GET /api/letters/{letter} (E1): what became of it; before deposit with fresh upload addresses. */
export async function showLetter(request: HttpRequest, deps: ShowLetterDeps): Promise<HttpResponse> {
  const { now, params } = request;
  const { organisationId } = await requireOrganisation(request, deps);
  const letter = await requireSentLetter(params.letter ?? '', organisationId, deps);
  const content = await openContent(letter, deps.personalData);
  const view = toSentLetterView(letter, content);
  if (letter.status !== 'prepared') return { body: view };
  const uploads = await uploadPermits(letter.id, content, deps.settings.transferSeconds, now, deps.objects);
  return { body: { ...view, uploads } };
}
