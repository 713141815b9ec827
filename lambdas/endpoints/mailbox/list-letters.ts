import { Refusal } from '../../domain/errors.ts';
import { openContent } from '../../domain/letter/letter-desk.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { toSentLetterView } from '../../domain/letter/sent-letter.ts';
import { requireOrganisation } from '../../domain/organisation-token/require-organisation.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export type ListLettersDeps = Parameters<typeof requireOrganisation>[1] & {
  readonly letters: Letters;
  readonly personalData: PersonalData;
};

/** Each letter has its own data key: a page costs as many KMS calls as it has letters. */
const PAGE = 20;

/** GET /api/letters (E1): what an organisation deposited, newest first. */
export async function listLetters(request: HttpRequest, deps: ListLettersDeps): Promise<HttpResponse> {
  const { organisationId } = await requireOrganisation(request, deps);
  const { letters, next } = await deps.letters.ofSender(organisationId, PAGE, pageStart(request.query));
  const views = letters.map(async (letter) =>
    toSentLetterView(letter, await openContent(letter, deps.personalData)),
  );
  return { body: { letters: await Promise.all(views), ...(next !== undefined && { next }) } };
}

function pageStart(query: URLSearchParams): string | undefined {
  const from = query.get('from') ?? undefined;
  if (from === undefined || /^[\dTZ:.-]{24} [\w-]{22}$/.test(from)) return from;
  throw new Refusal('invalid', 'unknown-page', 'from must be the next of the page before.');
}
