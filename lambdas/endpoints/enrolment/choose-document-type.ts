import type * as v from 'valibot';
import type { DocumentTypeRequest } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChooseDocumentTypeDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly cookies: CookieJar;
}

/** PUT /api/enrolment/document-type (A4). Another type drops the pictures of the first; the form stays. */
export async function chooseDocumentType(
  request: HttpRequest<v.InferOutput<typeof DocumentTypeRequest>>,
  deps: ChooseDocumentTypeDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { documentType } = request.body;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const step = stepAfter(dossier.enrolment.step, 'choose-document-type');
  if (!deps.settings.eligibility.documentTypes.includes(documentType)) {
    throw new Refusal(
      'unprocessable',
      'document-not-accepted',
      'This type of document is not accepted here.',
      {
        next: ['other-document', 'counter'],
      },
    );
  }
  const same = dossier.enrolment.documentType === documentType;
  const changes = { step, documentType, ...(!same && { pictures: [] }) };
  return { body: toView(await deps.dossiers.advance(dossier, changes, now)) };
}
