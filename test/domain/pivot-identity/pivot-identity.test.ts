import { describe, expect, it } from 'vitest';
import { normaliseName } from '../../../lambdas/domain/pivot-identity/normalise-name.ts';
import { pivotIdentityOf } from '../../../lambdas/domain/pivot-identity/pivot-identity.ts';
import {
  identityOfForm,
  validatePivotIdentity,
} from '../../../lambdas/domain/pivot-identity/validate-pivot-identity.ts';

const today = '2026-11-15';
const identity = {
  given_name: 'Angela Claire Louise',
  family_name: 'DUBOIS',
  birthdate: '1962-08-24',
  gender: 'female' as const,
  birthplace: '75107',
  birthcountry: '99100',
  preferred_username: 'MARTIN-LEFÈVRE',
  email: 'angela@example.org',
  phone_number: '+33612345678',
};

it('A12: a complete pivot identity has no problem', () => {
  expect(validatePivotIdentity(identity, { today })).toEqual([]);
});

it.each([
  ['given_name', { given_name: '' }, 'missing'],
  ['given_name', { given_name: "Anna' -" }, undefined],
  ['given_name', { given_name: "' -" }, 'no-letter'],
  ['given_name', { given_name: 'Anna2' }, 'characters-not-allowed'],
  ['given_name', { given_name: 'Анна' }, 'characters-not-allowed'],
  ['given_name', { given_name: 'Muñoz' }, 'characters-not-allowed'],
  ['given_name', { given_name: 'A'.repeat(257) }, 'too-long'],
  ['family_name', { family_name: 'Dubois' }, 'characters-not-allowed'],
  ['family_name', { family_name: "D'ŒILLET-ÇÀ" }, undefined],
  ['preferred_username', { preferred_username: '' }, 'missing'],
  ['birthdate', { birthdate: '1962-08-00' }, undefined],
  ['birthdate', { birthdate: '1962-00-00' }, undefined],
  ['birthdate', { birthdate: '1962-00-24' }, 'date-invalid'],
  ['birthdate', { birthdate: '1962-02-30' }, 'date-invalid'],
  ['birthdate', { birthdate: '24/08/1962' }, 'date-invalid'],
  ['birthdate', { birthdate: '2026-11-16' }, 'date-in-future'],
  ['birthdate', { birthdate: '1850-01-01' }, 'date-too-old'],
  ['gender', { gender: 'other' as 'male' }, 'gender-invalid'],
  ['birthplace', { birthplace: '2A004' }, undefined],
  ['birthplace', { birthplace: '2B033' }, undefined],
  ['birthplace', { birthplace: '97411' }, undefined],
  ['birthplace', { birthplace: '98818' }, undefined],
  ['birthplace', { birthplace: '' }, 'commune-code-missing'],
  ['birthplace', { birthplace: '2C033' }, 'commune-code-invalid'],
  ['birthplace', { birthplace: '00123' }, 'commune-code-invalid'],
  ['birthplace', { birthplace: '99352' }, 'commune-code-invalid'],
  ['birthplace', { birthplace: '7510' }, 'commune-code-invalid'],
  ['birthplace', { birthcountry: '99352', birthplace: '75107' }, 'commune-code-abroad'],
  ['birthplace', { birthcountry: '99352', birthplace: '' }, undefined],
  ['birthcountry', { birthcountry: 'FRA', birthplace: '' }, 'country-code-invalid'],
  ['email', { email: 'angela@localhost' }, 'email-invalid'],
  ['email', { email: 'a b@example.org' }, 'email-invalid'],
  ['phone_number', { phone_number: '0612345678' }, 'phone-number-invalid'],
] as const)('A12: %s in %o is judged %s', (field, change, code) => {
  const problems = validatePivotIdentity({ ...identity, ...change }, { today });
  expect(problems).toEqual(code ? [{ field, code }] : []);
});

describe('from the form', () => {
  const form = {
    givenNames: '  Jean,  Pierre – Marie ',
    familyName: 'd’Artagnan  de\u00a0Batz',
    usedName: '',
    birthdate: '1990-07-13',
    gender: 'male' as const,
    birthCountry: '99100',
    birthPlace: '2a004',
  };

  it('A12: names are tidied and the birth name written in capitals', () => {
    expect(pivotIdentityOf(form)).toEqual({
      given_name: 'Jean Pierre-Marie',
      family_name: "D'ARTAGNAN DE BATZ",
      birthdate: '1990-07-13',
      gender: 'male',
      birthplace: '2A004',
      birthcountry: '99100',
    });
  });

  it('A12: decomposed accents are composed, foreign ones reduced, French ones kept', () => {
    expect(normaliseName('He\u0301le\u0300ne Œdipe')).toBe('Hélène Œdipe');
    expect(normaliseName('Muñoz Łukasz Åse Øyvind Đorđe Strauß')).toBe(
      'Munoz Lukasz Ase Oyvind Dorde Strauss',
    );
    expect(normaliseName('ŠTEFAN')).toBe('STEFAN');
    expect(normaliseName('Zoë-Ÿ')).toBe('Zoë-Ÿ');
  });

  it('A12: problems name the field of the form', () => {
    const { problems } = identityOfForm({ ...form, familyName: '鈴木', birthPlace: '' }, { today });
    expect(problems).toEqual([
      { field: 'familyName', code: 'characters-not-allowed' },
      { field: 'birthPlace', code: 'commune-code-missing' },
    ]);
  });
});
