import { describe, expect, it } from 'vitest';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { AccountIdentity, Proofing } from '../../../lambdas/domain/account/account-identity.ts';
import { parseClaimsRequest } from '../../../lambdas/domain/claims/claims-request.ts';
import { verifiedClaims } from '../../../lambdas/domain/verified-claims/verified-claims.ts';

const NOW = new Date('2026-11-22T08:00:00Z');
const IDENTITY = {
  given_name: 'Maëlys',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  preferred_username: 'DURAND',
  email: 'maelys@example.org',
  phone_number: '+33639980001',
  documentExpiry: '2031-06-30',
} as const;
const ACCOUNT = {
  id: 'account',
  level: 'substantial',
  enrolmentId: 'enrolment',
  verifiedAt: '2026-01-02T03:04:05.000Z',
} as unknown as Account;
const ONLINE: Proofing = {
  channel: 'online',
  decidedBy: 'operator',
  document: { type: 'national-identity-card', issuingState: 'FRA' },
};

function answer(request: object, proofing: Proofing | undefined = ONLINE, subject = 'sub-here') {
  const { verified } = parseClaimsRequest(JSON.stringify({ userinfo: { verified_claims: request } }));
  const identity = { ...IDENTITY, ...(proofing && { proofing }) } as AccountIdentity;
  // biome-ignore lint/suspicious/noExplicitAny: looked into
  return verifiedClaims(verified.userinfo, { account: ACCOUNT, identity, subject }, NOW) as any;
}

const ALL = {
  verification: {
    trust_framework: null,
    assurance_level: null,
    time: null,
    verification_process: null,
    evidence: [{ type: { value: 'document' }, check_details: null, time: null, document_details: null }],
  },
  claims: { given_name: null, family_name: null, birthdate: null },
};

describe('B6: OpenID Identity Assurance: verified_claims', () => {
  it('B6: tells framework, level, when, and the evidence really used', () => {
    const { verification, claims } = answer(ALL);
    expect(verification).toMatchObject({
      trust_framework: 'eidas',
      assurance_level: 'substantial',
      time: '2026-01-02T03:04:05.000Z',
      evidence: [
        {
          type: 'document',
          check_details: [{ check_method: 'vri' }, { check_method: 'pvr' }],
          document_details: { type: 'idcard', issuer: { country_code: 'FRA' }, date_of_expiry: '2031-06-30' },
        },
      ],
    });
    expect(claims).toEqual({ given_name: 'Maëlys', family_name: 'MARTIN', birthdate: '1990-07-13' });
    expect(JSON.stringify(verification)).not.toContain('document_number');
  });

  it.each([
    ['online, by machines alone', { ...ONLINE, decidedBy: 'system' }, ['vri', 'bvr']],
    ['at a counter', { ...ONLINE, channel: 'counter' }, ['vpip', 'pvp']],
  ] as const)('B6: check methods: %s', (_how, proofing, methods) => {
    const [document] = answer(ALL, proofing).verification.evidence;
    expect(document.check_details).toEqual(methods.map((check_method) => ({ check_method })));
  });

  it('B6: an account that kept no evidence tells none; a request that needs it is not met (§5.4)', () => {
    const { evidence: _, ...verification } = ALL.verification;
    const plain = answer({ ...ALL, verification }, { channel: 'online', decidedBy: 'operator' });
    expect(plain.verification).not.toHaveProperty('evidence');
    expect(plain.claims.family_name).toBe('MARTIN');
    expect(answer(ALL, { channel: 'online', decidedBy: 'operator' })).toBeUndefined();
  });

  it('B6: a used name and contact addresses are not verified by the document', () => {
    const claims = { preferred_username: null, email: null, given_name: null };
    expect(answer({ verification: { trust_framework: null }, claims }).claims).toEqual({
      given_name: 'Maëlys',
    });
  });

  it.each([
    ['another framework', { trust_framework: { value: 'de_aml' } }],
    ['a level the person does not have', { trust_framework: null, assurance_level: { value: 'high' } }],
    ['a verification too old', { trust_framework: null, time: { max_age: 86_400 } }],
  ])('B6: §5.7: omitted, and no error, for %s', (_what, verification) => {
    expect(answer({ verification, claims: { given_name: null } })).toBeUndefined();
  });

  it('B6: §5.6: several sets asked give an array of those that are met', () => {
    const set = (value: string) => ({
      verification: { trust_framework: { value } },
      claims: { given_name: null },
    });
    expect(answer([set('eidas'), set('de_aml')])).toHaveLength(1);
    expect(answer([set('eidas'), set('eidas')])).toHaveLength(2);
  });

  it('B8: two clients cannot compare the name of the process; one gets the same again', () => {
    const process = (subject: string): string =>
      answer(ALL, ONLINE, subject).verification.verification_process;
    expect(process('sub-here')).toBe(process('sub-here'));
    expect(process('sub-here')).not.toBe(process('sub-there'));
    expect(process('sub-here')).not.toContain('enrolment');
  });
});
