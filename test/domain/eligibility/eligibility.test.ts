import { describe, expect, it } from 'vitest';
import { DEFAULT_ENROLMENT } from '../../../lambdas/contracts/settings.ts';
import { evaluateEligibility } from '../../../lambdas/domain/eligibility/evaluate-eligibility.ts';
import { extendedFrenchIdExpiry } from '../../../lambdas/domain/eligibility/extended-french-id-expiry.ts';

const today = '2026-11-15';
const policy = DEFAULT_ENROLMENT.eligibility;
const adult = {
  birthdate: '1990-07-13',
  countryOfResidence: 'FR',
  documentType: 'national-identity-card',
  documentExpiry: '2030-02-11',
  phoneSystem: 'android' as const,
};

it('A1: an adult with an address, a valid document and a smartphone may begin', () => {
  expect(evaluateEligibility(adult, policy, today)).toEqual([]);
});

it.each([
  ['not-of-legal-age', { birthdate: '2008-11-16' }],
  ['not-of-legal-age', { birthdate: '2008-00-00' }],
  ['birth-date-invalid', { birthdate: '2027-01-01' }],
  ['birth-date-invalid', { birthdate: '1990-02-30' }],
  ['no-address-in-country', { countryOfResidence: 'BE' }],
  ['document-not-accepted', { documentType: 'other' }],
  ['document-not-accepted', { documentType: 'driving-licence' }],
  ['residence-permit-too-short', { documentType: 'residence-permit', residencePermitYears: 4 }],
  ['document-expired', { documentExpiry: '2026-11-14' }],
  ['no-smartphone', { phoneSystem: 'none' as const }],
] as const)('A1: refused as %s with %o', (code, change) => {
  const refusals = evaluateEligibility({ ...adult, ...change }, policy, today);
  expect(refusals.map((refusal) => refusal.code)).toEqual([code]);
});

it('A5: each refusal names where to go', () => {
  const nobody = {
    birthdate: '2020-01-01',
    countryOfResidence: 'JP',
    documentType: 'other',
    documentExpiry: '2020-01-01',
    phoneSystem: 'none' as const,
  };
  const refusals = evaluateEligibility(nobody, policy, today);
  expect(refusals.map((refusal) => refusal.code)).toEqual([
    'not-of-legal-age',
    'no-address-in-country',
    'document-not-accepted',
    'document-expired',
    'no-smartphone',
  ]);
  for (const refusal of refusals) expect(refusal.next.length).toBeGreaterThan(0);
});

it('A1: the limits themselves are accepted', () => {
  const limits = {
    ...adult,
    birthdate: '2008-11-15',
    documentType: 'residence-permit',
    residencePermitYears: 5,
    documentExpiry: today,
  };
  expect(evaluateEligibility(limits, policy, today)).toEqual([]);
});

it('A1: the rules are configuration', () => {
  const elsewhere = {
    ...policy,
    minimumAgeYears: 15,
    countriesOfResidence: ['JP'],
    documentTypes: ['passport'] as const,
    phoneSystems: { ios: 15 },
  };
  const japanese = {
    birthdate: '2010-01-01',
    countryOfResidence: 'JP',
    documentType: 'passport',
    phoneSystem: 'ios' as const,
  };
  expect(evaluateEligibility({ ...japanese, phoneSystemMajorVersion: 15 }, elsewhere, today)).toEqual([]);
  expect(evaluateEligibility({ ...japanese, phoneSystemMajorVersion: 14 }, elsewhere, today)).toMatchObject([
    { code: 'phone-too-old' },
  ]);
  expect(evaluateEligibility({ ...japanese, phoneSystem: 'android' }, elsewhere, today)).toMatchObject([
    { code: 'no-smartphone' },
  ]);
});

describe('old French cards', () => {
  it.each([
    ['2023-06-30', '1980-01-01', undefined, '2028-06-30'],
    ['2023-06-30', '1999-01-01', undefined, '2023-06-30'],
    ['2013-12-31', '1980-01-01', '2004-01-01', '2013-12-31'],
    ['2014-01-01', '1980-01-01', '2004-01-02', '2019-01-01'],
    ['2023-12-30', '1980-01-01', '2013-12-31', '2028-12-30'],
    ['2030-02-11', '1980-01-01', '2020-02-12', '2030-02-11'],
  ] as const)('A1: printed end %s, born %s, issued %s: good until %s', (printed, birth, issued, last) => {
    expect(extendedFrenchIdExpiry(printed, birth, issued)).toBe(last);
  });

  it('A1: a card past its printed end is accepted when it was extended', () => {
    const extended = { ...adult, birthdate: '1980-01-01', documentExpiry: '2022-05-31' };
    expect(evaluateEligibility(extended, policy, today)).toEqual([]);
    expect(evaluateEligibility({ ...extended, documentType: 'passport' }, policy, today)).toMatchObject([
      { code: 'document-expired' },
    ]);
  });
});
