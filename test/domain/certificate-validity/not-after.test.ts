import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CERTIFICATES } from '../../../lambdas/contracts/settings.ts';
import { addYears } from '../../../lambdas/domain/calendar/iso-date.ts';
import { dayIn } from '../../../lambdas/domain/calendar/today.ts';
import { birthdayAfter } from '../../../lambdas/domain/certificate-validity/birthdays.ts';
import { endOf, type ValidityQuestion } from '../../../lambdas/domain/certificate-validity/not-after.ts';

const PARIS = DEFAULT_CERTIFICATES;
const TOKYO = { ...DEFAULT_CERTIFICATES, timeZone: 'Asia/Tokyo' };
const BY_STORAGE = { ...DEFAULT_CERTIFICATES, validity: 'by-storage' as const };

const question = (changes: Partial<ValidityQuestion>): ValidityQuestion => ({
  kind: 'signature',
  storage: 'file',
  issuedAt: new Date('2024-05-01T10:00:00Z'),
  birthdate: '1990-05-10',
  renews: false,
  authorityNotAfter: new Date('2045-01-01T00:00:00Z'),
  settings: PARIS,
  ...changes,
});
const end = (changes: Partial<ValidityQuestion>): string => endOf(question(changes)).notAfter.toISOString();

describe('the end of a certificate', () => {
  it('C3: born 1990-05-10, issued 2024-05-01: 2028-05-10 23:59:59 in Japan (the worked example)', () => {
    expect(end({ settings: TOKYO })).toBe('2028-05-10T14:59:59.000Z');
  });

  it.each([
    [
      'the day before the birthday: it is the first of the five',
      '2024-05-09T10:00:00Z',
      '2028-05-10T21:59:59.000Z',
    ],
    ['on the birthday: that day does not count', '2024-05-10T10:00:00Z', '2029-05-10T21:59:59.000Z'],
    ['the day after', '2024-05-11T10:00:00Z', '2029-05-10T21:59:59.000Z'],
    ['in the first second of the birthday in Paris', '2024-05-09T22:00:00Z', '2029-05-10T21:59:59.000Z'],
    ['in the last second before it', '2024-05-09T21:59:59Z', '2028-05-10T21:59:59.000Z'],
  ])('C3: issued %s', (_, issuedAt, expected) => {
    expect(end({ issuedAt: new Date(issuedAt) })).toBe(expected);
  });

  it.each([
    ['common year to common year', '2024-03-01', '2029-02-28'],
    ['leap year at the end', '2023-03-01', '2028-02-29'],
    ['on 28 February of a common year, which is the birthday', '2023-02-28', '2028-02-29'],
    ['on 28 February of a leap year, which is not', '2024-02-28', '2028-02-29'],
    ['on 29 February itself', '2024-02-29', '2029-02-28'],
  ])('C3: born on 29 February, %s', (_, day, expected) => {
    expect(birthdayAfter('2000-02-29', day, 5)).toBe(expected);
  });

  it.each([
    ['the month', '1990-04-00', '2024-04-29', '2028-04-30'],
    ['the month, on its last day', '1990-04-00', '2024-04-30', '2029-04-30'],
    ['the year', '1990-00-00', '2024-12-30', '2028-12-31'],
    ['the year, on its last day', '1990-00-00', '2024-12-31', '2029-12-31'],
  ])('C3: when only %s of birth is known, its last day is the birthday', (_, birthdate, day, expected) => {
    expect(birthdayAfter(birthdate, day, 5)).toBe(expected);
  });

  it('C3: not beyond the document that proved the person', () => {
    expect(end({ documentExpiry: '2027-03-31' })).toBe('2027-03-31T21:59:59.000Z');
    expect(end({ documentExpiry: '2028-05-10' })).toBe('2028-05-10T21:59:59.000Z');
    expect(end({ documentExpiry: '2034-01-01' })).toBe('2028-05-10T21:59:59.000Z');
  });

  it('C3: renewed in the last months, to the sixth birthday', () => {
    const issuedAt = new Date('2028-03-01T10:00:00Z');
    expect(end({ issuedAt })).toBe('2032-05-10T21:59:59.000Z');
    expect(end({ issuedAt, renews: true })).toBe('2033-05-10T21:59:59.000Z');
    expect(end({ issuedAt, renews: true, documentExpiry: '2030-01-01' })).toBe('2030-01-01T22:59:59.000Z');
  });

  it('C3: by storage, one year in a file and three in a secure carrier, the day of issue included', () => {
    const settings = BY_STORAGE;
    expect(end({ settings })).toBe('2025-04-30T21:59:59.000Z');
    expect(end({ settings, storage: 'kaztoken' })).toBe('2027-04-30T21:59:59.000Z');
    expect(end({ settings, storage: 'identity-card-chip' })).toBe('2027-04-30T21:59:59.000Z');
    expect(end({ settings, issuedAt: new Date('2024-02-29T12:00:00Z') })).toBe('2025-02-27T22:59:59.000Z');
    expect(end({ settings, documentExpiry: '2024-12-31' })).toBe('2024-12-31T22:59:59.000Z');
  });

  it('C3: the profile of one year for everything', () => {
    const settings = { ...BY_STORAGE, storageYears: { file: 1, carrier: 1 } };
    expect(end({ settings, storage: 'akey' })).toBe('2025-04-30T21:59:59.000Z');
  });

  it('C3: an organisation’s does not look at birthdays and documents', () => {
    expect(end({ kind: 'corporate', documentExpiry: '2024-06-01' })).toBe('2027-04-30T21:59:59.000Z');
  });

  it('C3: nobody vouches for longer than themselves', () => {
    const authorityNotAfter = new Date('2026-06-30T22:30:00Z');
    expect(endOf(question({ authorityNotAfter }))).toEqual({
      notAfter: authorityNotAfter,
      expiresOn: '2026-07-01',
    });
  });

  it.each([
    [
      'a day of 23 hours (Paris, summer time begins)',
      'Europe/Paris',
      '1990-03-26',
      '2028-03-26T21:59:59.000Z',
    ],
    ['a day of 25 hours (Paris, summer time ends)', 'Europe/Paris', '1990-10-29', '2028-10-29T22:59:59.000Z'],
    [
      'a day whose next midnight is skipped (Santiago)',
      'America/Santiago',
      '1990-09-02',
      '2028-09-03T03:59:59.000Z',
    ],
  ])('C3: %s', (_, timeZone, birthdate, expected) => {
    const at = { birthdate, issuedAt: new Date('2023-12-01T12:00:00Z') };
    expect(end({ ...at, settings: { ...PARIS, timeZone } })).toBe(expected);
  });

  it('C3: whatever the dates, it is the last second of a birthday, after four to five years', () => {
    const days = fc
      .date({ min: new Date('1920-01-01'), max: new Date('2010-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const instants = fc.date({
      min: new Date('2025-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom('Europe/Paris', 'Asia/Tokyo', 'America/Santiago', 'Pacific/Apia', 'UTC');
    fc.assert(
      fc.property(days, instants, zones, (birthdate, issuedAt, timeZone) => {
        const settings = { ...PARIS, timeZone };
        const authorityNotAfter = new Date('2060-01-01');
        const { notAfter, expiresOn } = endOf(question({ birthdate, issuedAt, settings, authorityNotAfter }));
        const today = dayIn(timeZone, issuedAt);
        expect(dayIn(timeZone, notAfter)).toBe(expiresOn);
        expect(dayIn(timeZone, new Date(notAfter.getTime() + 1000)) > expiresOn).toBe(true);
        expect(expiresOn.slice(5)).toBe(
          birthdate.endsWith('02-29')
            ? addYears('2000-02-29', Number(expiresOn.slice(0, 4)) - 2000).slice(5)
            : birthdate.slice(5),
        );
        expect(expiresOn > addYears(today, 4)).toBe(true);
        expect(expiresOn <= addYears(today, 5) || birthdate.endsWith('02-29')).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
