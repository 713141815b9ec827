import { describe, expect, it } from 'vitest';
import {
  answerVerifiedClaims,
  type VerifiedClaims,
} from '../../../lambdas/domain/claims/answer-verified-claims.ts';
import { parseClaimsRequest } from '../../../lambdas/domain/claims/claims-request.ts';
import { allClaims, requestedClaims } from '../../../lambdas/domain/claims/requested-claims.ts';
import { InvalidRequest } from '../../../lambdas/domain/oauth-error/invalid-request.ts';

const NOW = new Date('2026-11-22T06:00:00Z');

/** A made-up verification with every kind of element. */
const ACTUAL: VerifiedClaims = {
  verification: {
    trust_framework: 'eidas',
    assurance_level: 'substantial',
    time: '2026-11-01T10:00:00Z',
    verification_process: 'p-1',
    evidence: [
      {
        type: 'document',
        check_details: [{ check_method: 'vpip' }, { check_method: 'vcrypt' }],
        document_details: { type: 'idcard', date_of_issuance: '2020-05-01', document_number: 'X4' },
      },
      { type: 'electronic_record', record: { type: 'letter' } },
    ],
  },
  claims: { given_name: 'Maëlys', family_name: 'MARTIN', birthdate: '1990-07-13' },
};

const NAMES = { given_name: null };

function answer(verification: unknown, claims: unknown = NAMES, now = NOW): VerifiedClaims | undefined {
  const text = JSON.stringify({ userinfo: { verified_claims: { verification, claims } } });
  const [demand] = parseClaimsRequest(text).verified.userinfo;
  if (demand === undefined) throw new Error('nothing was asked');
  return answerVerifiedClaims(demand, ACTUAL, now);
}

describe('verified_claims, asked (OpenID Connect for Identity Assurance 1.0 §5.3)', () => {
  it.each<[string, unknown]>([
    ['§5.3: no object', 'x'],
    ['§5.3: an empty list', []],
    ['§5.4: no verification', { claims: NAMES }],
    ['§5.4: verification without trust_framework', { verification: {}, claims: NAMES }],
    ['§5.3: no claims', { verification: { trust_framework: null } }],
    ['§5.3: empty claims', { verification: { trust_framework: null }, claims: {} }],
    [
      '§5.3: a claim that is no object',
      { verification: { trust_framework: null }, claims: { given_name: 1 } },
    ],
    ['§5.5.1: values that is no list', { verification: { trust_framework: { values: 'a' } }, claims: NAMES }],
    [
      '§5.5.2: max_age that is no number',
      { verification: { trust_framework: null, time: { max_age: 'x' } }, claims: NAMES },
    ],
    [
      '§5.5.2: a negative max_age',
      { verification: { trust_framework: null, time: { max_age: -1 } }, claims: NAMES },
    ],
    [
      '§5.4: evidence that is no list',
      { verification: { trust_framework: null, evidence: {} }, claims: NAMES },
    ],
    [
      '§5.4: evidence without type',
      { verification: { trust_framework: null, evidence: [{}] }, claims: NAMES },
    ],
    [
      '§5.4: evidence/type by values',
      {
        verification: { trust_framework: null, evidence: [{ type: { values: ['document'] } }] },
        claims: NAMES,
      },
    ],
  ])('B9: %s is invalid_request', (_name, set) => {
    const text = JSON.stringify({ id_token: { verified_claims: set } });
    expect(() => parseClaimsRequest(text)).toThrow(InvalidRequest);
  });

  it('B9: nesting without end is invalid_request', () => {
    let deep: object = {};
    for (let depth = 0; depth < 50; depth += 1) deep = { a: deep };
    const set = { verification: { trust_framework: null, x: deep }, claims: NAMES };
    expect(() => parseClaimsRequest(JSON.stringify({ id_token: { verified_claims: set } }))).toThrow(
      InvalidRequest,
    );
  });

  it('B5 B9: what the client may not have is as good as not asked; the rest is named at consent', () => {
    const verified = (claims: unknown) => ({
      verified_claims: { verification: { trust_framework: null }, claims },
    });
    const request = parseClaimsRequest(
      JSON.stringify({
        userinfo: verified({ email: null, birthdate: null, nonsense: null }),
        id_token: verified({ email: null }),
      }),
    );
    const claims = requestedClaims(['openid'], request, ['openid', 'birthdate']);
    expect(claims.verified?.userinfo.map((demand) => Object.keys(demand.claims))).toEqual([['birthdate']]);
    expect(claims.verified?.idToken).toEqual([]);
    expect(allClaims(claims)).toEqual(['birthdate', 'verification']);
    expect(claims.userinfo).toEqual([]);
  });
});

describe('verified_claims, answered (§5.4, §5.5, §5.7)', () => {
  it('B9: §5.4: only what was asked for is told', () => {
    expect(answer({ trust_framework: null })).toEqual({
      verification: { trust_framework: 'eidas' },
      claims: { given_name: 'Maëlys' },
    });
    expect(answer({ trust_framework: null, time: null, evidence: null })?.verification).toEqual({
      trust_framework: 'eidas',
      time: '2026-11-01T10:00:00Z',
    });
  });

  it('B9: §5.5.1: value and values limit; what does not fit is omitted, without an error', () => {
    expect(answer({ trust_framework: { value: 'eidas' } })).toBeDefined();
    expect(answer({ trust_framework: { values: ['de_aml', 'eidas'] } })).toBeDefined();
    expect(answer({ trust_framework: { value: 'de_aml' } })).toBeUndefined();
    expect(answer({ trust_framework: { value: 'de_aml', essential: true } })).toBeUndefined();
    expect(answer({ trust_framework: null, assurance_level: { values: ['high'] } })).toBeUndefined();
    expect(answer({ trust_framework: null, unheard_of: { value: 1 } })).toBeUndefined();
    expect(answer({ trust_framework: null, unheard_of: null })).toBeDefined();
  });

  it('B9: §5.5.2: max_age counts from the last second of what is known', () => {
    const days = 24 * 3600;
    expect(answer({ trust_framework: null, time: { max_age: 21 * days } })).toBeDefined();
    expect(answer({ trust_framework: null, time: { max_age: 20 * days } })).toBeUndefined();
    const issued = (max_age: number) => ({
      trust_framework: null,
      evidence: [{ type: { value: 'document' }, document_details: { date_of_issuance: { max_age } } }],
    });
    const atMidnight = new Date('2020-05-02T00:00:00Z');
    expect(answer(issued(1), NAMES, atMidnight)).toBeDefined();
    expect(answer(issued(0), NAMES, atMidnight)).toBeUndefined();
    expect(answer({ trust_framework: { max_age: 10 } })).toBeUndefined();
  });

  it('B9: §5.4: evidence is filtered by its type, linked by OR, and told as deep as asked', () => {
    const asked = answer({
      trust_framework: null,
      evidence: [
        {
          type: { value: 'document' },
          document_details: { type: null },
          check_details: [{ check_method: null }],
        },
        { type: { value: 'vouch' } },
      ],
    });
    expect(asked?.verification.evidence).toEqual([
      {
        type: 'document',
        document_details: { type: 'idcard' },
        check_details: [{ check_method: 'vpip' }, { check_method: 'vcrypt' }],
      },
    ]);
    expect(answer({ trust_framework: null, evidence: [{ type: { value: 'vouch' } }] })).toBeUndefined();
    expect(
      answer({
        trust_framework: null,
        evidence: [{ type: { value: 'document' }, document_details: { type: { values: ['passport'] } } }],
      }),
    ).toBeUndefined();
  });

  it('B9: §5.4: check_details are filtered by value', () => {
    const asked = answer({
      trust_framework: null,
      evidence: [{ type: { value: 'document' }, check_details: [{ check_method: { value: 'vcrypt' } }] }],
    });
    expect(asked?.verification.evidence).toEqual([
      { type: 'document', check_details: [{ check_method: 'vcrypt' }] },
    ]);
  });

  it('B9: §5.7.4: a claim of another value is left out; without any the whole is', () => {
    const both = { given_name: { value: 'Maëlys' }, family_name: { value: 'DURAND' } };
    expect(answer({ trust_framework: null }, both)?.claims).toEqual({ given_name: 'Maëlys' });
    expect(answer({ trust_framework: null }, { family_name: { value: 'DURAND' } })).toBeUndefined();
    expect(answer({ trust_framework: null }, { email: null })).toBeUndefined();
  });

  it('B9: names of members that every object has are no elements', () => {
    expect(answer({ trust_framework: null, constructor: null })?.verification).toEqual({
      trust_framework: 'eidas',
    });
    expect(answer({ trust_framework: null }, { constructor: null })).toBeUndefined();
  });
});
