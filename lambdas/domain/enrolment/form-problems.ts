import type { IdentityForm } from '../../contracts/enrolment.ts';
import type { EligibilitySettings } from '../../contracts/settings.ts';
import { ageOn, isBirthDate } from '../calendar/presumed-birth-date.ts';
import { identityOfForm } from '../pivot-identity/validate-pivot-identity.ts';

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
}

/** Everything to correct in a form: the pivot identity's formats (A12), and what the gate asked (A1) asked again. */
export function formProblems(
  form: IdentityForm,
  settings: EligibilitySettings,
  today: string,
): FieldProblem[] {
  const problems: FieldProblem[] = [...identityOfForm(form, { today }).problems];
  if (isBirthDate(form.birthdate) && ageOn(form.birthdate, today) < settings.minimumAgeYears) {
    problems.push({ field: 'birthdate', code: 'not-of-legal-age' });
  }
  if (!settings.countriesOfResidence.includes(form.address.country)) {
    problems.push({ field: 'address.country', code: 'no-address-in-country' });
  }
  return problems;
}
