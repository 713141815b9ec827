import { describe, expect, it } from 'vitest';
import type { AccountIdentity } from '../../../lambdas/domain/account/account-identity.ts';
import { newAccount } from '../../../lambdas/domain/enrolment/new-account.ts';
import type { VerificationFile } from '../../../lambdas/domain/enrolment/verification-file.ts';

const file = (channel?: 'online' | 'counter', issuingState?: string): VerificationFile =>
  ({
    enrolment: {
      id: 'enrolment',
      documentType: 'passport',
      phoneHandle: 'p',
      language: 'en',
      ...(channel && { channel }),
    },
    person: {
      declared: { birthdate: '1990-03-27', countryOfResidence: 'FR', documentType: 'passport' },
      email: 'camille@example.org',
      phone: '+33639980002',
      form: {
        givenNames: 'Camille',
        familyName: 'Martin',
        usedName: '',
        birthdate: '1990-03-27',
        gender: 'female',
        birthCountry: '99100',
        birthPlace: '69123',
        documentNumber: 'X4RTBPFW4',
        address: { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' },
      },
    },
    findings: {
      attempt: 1,
      ...(issuingState && { document: { reading: { issuingState, expiryDate: null } } }),
    },
  }) as unknown as VerificationFile;

async function proofingOf(from: VerificationFile, decidedBy: 'operator' | 'system') {
  let kept: object = {};
  const personalData = {
    create: async () => 'key',
    seal: async (_person: string, _key: string, value: object) => {
      kept = value;
      return 'sealed';
    },
    open: async () => Promise.reject(new Error('nothing is opened')),
  };
  await newAccount(from, 'account', { level: 'low', decidedBy }, personalData, new Date());
  expect(JSON.stringify(kept)).not.toContain('X4RTBPFW4');
  return (kept as AccountIdentity).proofing;
}

describe('what an account keeps of its proofing (OpenID Identity Assurance)', () => {
  it('B6: channel, who decided, the document’s type and, where its zone was read, its state; never its number', async () => {
    expect(await proofingOf(file('counter', 'FRA'), 'operator')).toEqual({
      channel: 'counter',
      decidedBy: 'operator',
      document: { type: 'passport', issuingState: 'FRA' },
    });
    expect(await proofingOf(file(), 'system')).toEqual({
      channel: 'online',
      decidedBy: 'system',
      document: { type: 'passport' },
    });
  });
});
