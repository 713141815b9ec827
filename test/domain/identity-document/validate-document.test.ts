import { expect, it } from 'vitest';
import { DEFAULT_ENROLMENT } from '../../../lambdas/contracts/settings.ts';
import {
  documentProfile,
  documentTypeOf,
} from '../../../lambdas/domain/identity-document/document-profile.ts';
import { validateDocument } from '../../../lambdas/domain/identity-document/validate-document.ts';
import { isMrzReading, readMrz } from '../../../lambdas/domain/mrz/read-mrz.ts';
import { type MrzContent, writeFrenchId, writeTd1, writeTd3 } from '../../../lambdas/domain/mrz/write-mrz.ts';
import { ICAO_TD3, NEW_FRENCH_MARTIN, OLD_FRENCH_BERTHIER } from '../../vectors/machine-readable-zones.ts';

const today = '2026-11-15';
const settings = DEFAULT_ENROLMENT.eligibility;
const identityCard = documentProfile('national-identity-card', settings);
const passport = documentProfile('passport', settings);
const permit = documentProfile('residence-permit', settings);

function reading(lines: readonly string[]) {
  const outcome = readMrz(lines, { today });
  if (!isMrzReading(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome;
}

const french: MrzContent = {
  documentCode: 'P',
  issuingState: 'FRA',
  documentNumber: '12AB34567',
  nationality: 'FRA',
  birthDate: '1990-07-13',
  sex: 'F',
  expiryDate: '2030-02-11',
  primary: 'MARTIN',
  secondary: ['MAELYS'],
};
const moroccan = { ...french, documentCode: 'IR', nationality: 'MAR', expiryDate: '2028-05-05' };

function frenchCard(issueMonth: string, birthDate: string) {
  const documentNumber = `${issueMonth}75K00277`;
  return reading(
    writeFrenchId({ documentNumber, birthDate, sex: 'F', primary: 'DURAND', secondary: ['ANNE'] }),
  );
}

function codes(document: ReturnType<typeof reading>, profile = identityCard, issuedOn?: string) {
  return validateDocument(document, { today, profile, ...(issuedOn && { issuedOn }) }).map(
    ({ code }) => code,
  );
}

it('A7: valid documents have no problem', () => {
  expect(codes(reading(NEW_FRENCH_MARTIN))).toEqual([]);
  expect(codes(reading(writeTd3(french)), passport)).toEqual([]);
  expect(codes(reading(writeTd1(moroccan)), permit, '2023-05-06')).toEqual([]);
  expect(codes(frenchCard('1601', '1970-01-01'))).toEqual([]);
});

it('A7: the type is told from layout, code and nationality', () => {
  expect(documentTypeOf(reading(NEW_FRENCH_MARTIN))).toBe('national-identity-card');
  expect(documentTypeOf(reading(OLD_FRENCH_BERTHIER))).toBe('national-identity-card');
  expect(documentTypeOf(reading(ICAO_TD3))).toBe('passport');
  expect(documentTypeOf(reading(writeTd1(moroccan)))).toBe('residence-permit');
});

it('A1: an expired document is refused, on its last day it is good', () => {
  const ending = (expiryDate: string) => reading(writeTd3({ ...french, expiryDate }));
  expect(codes(ending('2026-11-14'), passport)).toEqual(['document-expired']);
  expect(codes(ending('2026-11-15'), passport)).toEqual([]);
  expect(codes(reading(OLD_FRENCH_BERTHIER))).toEqual(['document-expired']);
});

it('A1: an old French card ends in the month computed, and inside that month is uncertain', () => {
  expect(codes(frenchCard('1110', '1970-01-01'))).toEqual(['document-expired']);
  expect(codes(frenchCard('1111', '1970-01-01'))).toEqual(['document-expiry-uncertain']);
  expect(codes(frenchCard('1112', '1970-01-01'))).toEqual([]);
  // Given to a minor: ten years only.
  expect(codes(frenchCard('1601', '1999-01-01'))).toEqual(['document-expired']);
});

it('A7: another type than the chosen one, or another state, is refused', () => {
  expect(validateDocument(reading(writeTd3(french)), { today, profile: identityCard })).toEqual([
    { code: 'document-of-another-type', evidence: { chosen: 'national-identity-card', found: 'passport' } },
  ]);
  expect(codes(reading(writeTd1(moroccan)))).toContain('document-of-another-type');
  expect(codes(reading(NEW_FRENCH_MARTIN), permit)).toContain('document-of-another-type');
  expect(codes(reading(writeTd3({ ...french, issuingState: 'UTO' })), passport)).toEqual([
    'issuing-state-not-accepted',
  ]);
});

it('A1: a residence permit must have been given for five years', () => {
  const document = reading(writeTd1(moroccan));
  expect(codes(document, permit, '2023-05-07')).toEqual(['residence-permit-too-short']);
  expect(codes(document, permit)).toEqual(['residence-permit-duration-unknown']);
  expect(codes(reading(writeTd1({ ...moroccan, expiryDate: '2031-11-14' })), permit)).toEqual([]);
});

it('A1: the holder must be of age, and an uncertain century is not decided by a machine', () => {
  expect(codes(reading(writeTd3({ ...french, birthDate: '2008-11-16' })), passport)).toEqual([
    'holder-under-age',
  ]);
  expect(codes(reading(writeTd3({ ...french, birthDate: '2008-11-15' })), passport)).toEqual([]);
  expect(codes(reading(writeTd3({ ...french, birthDate: '1915-01-01' })), passport)).toEqual([
    'holder-age-uncertain',
  ]);
  expect(codes(reading(writeTd3({ ...french, birthDate: null })), passport)).toEqual([
    'holder-age-uncertain',
  ]);
});

it('A9: dates no such document has are reported', () => {
  expect(codes(reading(writeTd3({ ...french, expiryDate: '2037-01-01' })), passport)).toEqual([
    'document-validity-implausible',
  ]);
  expect(codes(reading(writeTd3({ ...french, expiryDate: null })), passport)).toEqual([
    'document-without-expiry',
  ]);
  expect(codes(reading(writeTd3(french)), passport, '2026-11-16')).toEqual(['document-not-yet-issued']);
});
