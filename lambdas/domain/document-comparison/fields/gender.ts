import type { FieldComparer } from '../compared-sources.ts';
import { AGREES, CONTRADICTS, worst } from '../comparison.ts';

const GENDERS = { F: 'female', M: 'male' } as const;

/** The pivot identity knows two genders; a zone with X or a filler settles nothing. */
export const gender: FieldComparer = ({ form, mrz: { sex } }) => {
  if (sex === 'X' || sex === 'unspecified') {
    const silent = { verdict: 'not-found', severity: 'minor', note: 'zone-silent' } as const;
    return { field: 'gender', form: form.gender, mrz: sex, ...worst([silent]) };
  }
  const found = GENDERS[sex];
  return {
    field: 'gender',
    form: form.gender,
    mrz: found,
    ...worst([found === form.gender ? AGREES : CONTRADICTS]),
  };
};
