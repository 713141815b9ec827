import type { IdentityForm } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { formProblems } from '../../domain/enrolment/form-problems.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface FillFormDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly cookies: CookieJar;
}

/** PUT /api/enrolment/form: the identity form (A4, A12). What was entered is kept, also when something must be corrected. */
export async function fillForm(
  request: HttpRequest<IdentityForm>,
  deps: FillFormDeps,
): Promise<HttpResponse> {
  const { now, body: form } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const step = stepAfter(dossier.enrolment.step, 'fill-form');
  const problems = formProblems(form, deps.settings.eligibility, dayIn(deps.settings.timeZone, now));
  const person = { ...dossier.person, form };
  if (problems.length > 0) {
    await deps.dossiers.advance(dossier, {}, now, person);
    throw new Refusal(
      'unprocessable',
      'form-incorrect',
      'Correct the marked fields. What you entered is kept.',
      { fields: problems, next: ['correct-the-form'] },
    );
  }
  return { body: toView(await deps.dossiers.advance(dossier, { step }, now, person)) };
}
