import { ageOn, earliestDay, isBirthDate } from '../../calendar/presumed-birth-date.ts';
import type { EligibilityRule } from './rule.ts';

/** The birth date must be one, and not lie in the future. */
export const birthDateGiven: EligibilityRule = {
  code: 'birth-date-invalid',
  field: 'birthdate',
  next: ['try-again'],
  broken: ({ birthdate }, _, today) => !isBirthDate(birthdate) || earliestDay(birthdate) > today,
};

/** Of legal age (A1). Of presumed birth dates the latest possible day counts. */
export const legalAge: EligibilityRule = {
  code: 'not-of-legal-age',
  field: 'birthdate',
  next: ['support'],
  broken: ({ birthdate }, { minimumAgeYears }, today) =>
    isBirthDate(birthdate) && earliestDay(birthdate) <= today && ageOn(birthdate, today) < minimumAgeYears,
};
