import type { IdentityForm } from '../../contracts/enrolment.ts';
import { FORM_FIELD_OF, type PivotIdentity, pivotIdentityOf } from './pivot-identity.ts';
import { birthdate } from './rules/birthdate.ts';
import { birthcountry, birthplace } from './rules/birthplace.ts';
import { email, phoneNumber } from './rules/contacts.ts';
import { gender } from './rules/gender.ts';
import { familyName, givenName, preferredUsername } from './rules/names.ts';
import type { PivotProblem, PivotProblemCode, PivotRule, RuledIdentity } from './rules/rule.ts';

const RULES: readonly PivotRule[] = [
  givenName,
  familyName,
  preferredUsername,
  birthdate,
  gender,
  birthcountry,
  birthplace,
  email,
  phoneNumber,
];

/**
 * Every claim that is not in the pivot identity's exact format (A12), at most one problem for each.
 * Contacts are judged when given.
 */
export function validatePivotIdentity(
  identity: RuledIdentity,
  { today }: { readonly today: string },
): PivotProblem[] {
  return RULES.flatMap(({ field, judge }) => {
    const code = judge(identity, today);
    return code ? [{ field, code }] : [];
  });
}

export interface FormProblem {
  readonly field: keyof IdentityForm;
  readonly code: PivotProblemCode;
}

/** The pivot identity of a form, and what is wrong with it in terms of the form's own fields. */
export function identityOfForm(
  form: Parameters<typeof pivotIdentityOf>[0],
  { today }: { readonly today: string },
): { readonly identity: PivotIdentity; readonly problems: readonly FormProblem[] } {
  const identity = pivotIdentityOf(form);
  const problems = validatePivotIdentity(identity, { today }).map(({ field, code }) => ({
    field: FORM_FIELD_OF[field as keyof PivotIdentity],
    code,
  }));
  return { identity, problems };
}
