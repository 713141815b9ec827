import { describe, expect, it } from 'vitest';
import { identityOf } from '../../../lambdas/domain/enrolment/new-account.ts';
import type { VerificationFile } from '../../../lambdas/domain/enrolment/verification-file.ts';
import type { MrzReading } from '../../../lambdas/domain/mrz/reading.ts';

const FORM = {
  givenNames: 'Camille Anne',
  familyName: 'Martin',
  usedName: '',
  birthdate: '1990-03-27',
  gender: 'female',
  birthCountry: '99100',
  birthPlace: '69123',
  documentNumber: 'X4RTBPFW4',
  address: { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' },
} as const;

/** An accepted file; only what the identity is made of. */
const file = (declaredExpiry?: string, reading?: Partial<MrzReading>): VerificationFile =>
  ({
    enrolment: {},
    person: {
      declared: {
        birthdate: FORM.birthdate,
        countryOfResidence: 'FR',
        documentType: 'passport',
        documentExpiry: declaredExpiry,
      },
      email: 'camille@example.org',
      phone: '+33612345678',
      form: FORM,
    },
    findings: { attempt: 1, ...(reading && { document: { reading } }) },
  }) as unknown as VerificationFile;

describe('the identity of an accepted enrolment', () => {
  it('C1: carries the address that certificates name', () => {
    expect(identityOf(file()).address).toEqual(FORM.address);
  });

  it('C3: the document’s last day is the one that was read, not the one that was declared', () => {
    expect(identityOf(file('2040-01-01', { expiryDate: '2031-06-30' })).documentExpiry).toBe('2031-06-30');
  });

  it('C3: of an old French card, which knows only its month, the earliest possible day', () => {
    const computedExpiry = {
      years: 15,
      reason: 'issued-from-2014-to-adult',
      earliest: '2029-04-30',
      latest: '2029-05-30',
    } as const;
    expect(identityOf(file(undefined, { expiryDate: '2029-05-30', computedExpiry })).documentExpiry).toBe(
      '2029-04-30',
    );
  });

  it('C3: where no zone could be read, the declared day; else none', () => {
    expect(identityOf(file('2030-12-31')).documentExpiry).toBe('2030-12-31');
    expect('documentExpiry' in identityOf(file())).toBe(false);
    expect(identityOf(file('2030-12-31', { expiryDate: null })).documentExpiry).toBe('2030-12-31');
  });
});
