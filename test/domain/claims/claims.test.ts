import { describe, expect, it } from 'vitest';
import { parseClaimsRequest } from '../../../lambdas/domain/claims/claims-request.ts';
import { claimsOfScopes, toClaims } from '../../../lambdas/domain/claims/identity-claims.ts';
import { allClaims, requestedClaims } from '../../../lambdas/domain/claims/requested-claims.ts';
import { covers } from '../../../lambdas/domain/consent/consent.ts';
import { MARTIN } from '../../support/sign-in.ts';

const EVERYTHING = ['openid', 'profile', 'email', 'phone', 'birth'];

describe('claims', () => {
  it('B6: a scope named like a member of every object stands for nothing', () => {
    expect(claimsOfScopes(['constructor', '__proto__', 'toString'])).toEqual([]);
  });

  it('B6: OIDC Core §5.5: unknown members and claims are ignored, null means asked', () => {
    const request = parseClaimsRequest(
      '{"userinfo":{"gender":null,"shoe_size":null},"other":1,"id_token":null}',
    );
    expect(requestedClaims(['openid'], request, EVERYTHING)).toEqual({ userinfo: ['gender'], idToken: [] });
  });

  it('B6: OIDC Core §5.1: name is told where it is asked by name, to clients of both its parts', () => {
    const request = parseClaimsRequest('{"userinfo":{"name":{"essential":true}}}');
    expect(requestedClaims(['openid'], request, EVERYTHING).userinfo).toEqual(['name']);
    expect(requestedClaims(['openid'], request, ['openid', 'family_name']).userinfo).toEqual([]);
    expect(requestedClaims(['openid'], request, ['openid', 'given_name', 'email']).userinfo).toEqual([]);
    expect(claimsOfScopes(EVERYTHING)).not.toContain('name');
  });

  it('B6: a claims request cannot reach members of every object', () => {
    const request = parseClaimsRequest('{"userinfo":{"__proto__":null,"constructor":null}}');
    expect(requestedClaims(['openid'], request, EVERYTHING).userinfo).toEqual([]);
  });

  it('B6: a request that is nested deeper than the store takes is refused at once', () => {
    const nested = (depth: number) =>
      `{"userinfo":{"gender":{"value":${'['.repeat(depth)}${']'.repeat(depth)}}}}`;
    expect(() => parseClaimsRequest(nested(17))).not.toThrow();
    expect(() => parseClaimsRequest(nested(18))).toThrow('nested too deeply');
    expect(() => parseClaimsRequest(nested(2000))).toThrow('nested too deeply');
  });

  it('B5: the consent page names each claim once, wherever it goes', () => {
    const request = parseClaimsRequest('{"id_token":{"email":null},"userinfo":{"email":null}}');
    expect(allClaims(requestedClaims(['openid', 'email'], request, EVERYTHING))).toEqual([
      'email',
      'email_verified',
    ]);
  });

  it('B5: what tells how the identity was verified is named too, and no consent to bare claims covers it', () => {
    const verified =
      '{"userinfo":{"verified_claims":{"verification":{"trust_framework":null},"claims":{"gender":null}}}}';
    const asked = allClaims(requestedClaims(['openid'], parseClaimsRequest(verified), EVERYTHING));
    expect(asked).toEqual(['gender', 'verification']);
    const consent = {
      accountId: 'a',
      clientId: 'c',
      claims: ['gender'],
      givenAt: '2026-01-01T00:00:00.000Z',
    };
    expect(covers(consent, asked)).toBe(false);
  });

  it.each(['{', '[]', 'null', '7', '{"userinfo":7}', '{"userinfo":{"gender":7}}', `"${'x'.repeat(5000)}"`])(
    'B6: refuses %s',
    (text) => {
      expect(() => parseClaimsRequest(text)).toThrow();
    },
  );

  it('B6: OIDC Core §5.3.2: what the person does not have is left out; an empty birthplace is a value', () => {
    const identity = { ...MARTIN, phone_number: '+33612345678', birthplace: '' };
    expect(toClaims(identity, ['preferred_username', 'birthplace', 'phone_number_verified'])).toEqual({
      birthplace: '',
      phone_number_verified: true,
    });
  });
});
