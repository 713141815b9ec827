import { describe, expect, it } from 'vitest';
import { bearerTokenOf } from '../../../lambdas/domain/bearer-token/bearer-token.ts';

const request = (headers: Record<string, string>, method = 'GET', body = '') => ({
  method,
  query: new URLSearchParams(),
  headers,
  rawBody: new TextEncoder().encode(body),
});

describe('bearer token', () => {
  it('B1: RFC 6750 §2.1, RFC 9110 §11.1: the scheme is read without regard to case', () => {
    expect(bearerTokenOf(request({ authorization: 'bearer abc.DEF-1' }))).toBe('abc.DEF-1');
  });

  it('B1: RFC 6750 §2.1: characters that no token has are refused', () => {
    expect(() => bearerTokenOf(request({ authorization: 'Bearer a b' }))).toThrow('malformed');
  });

  it('B1: RFC 6750 §2.2: not from the body of a GET', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(() => bearerTokenOf(request(form, 'GET', 'access_token=x'))).toThrow('required');
    expect(bearerTokenOf(request(form, 'POST', 'access_token=x'))).toBe('x');
  });

  it('B1: RFC 6750 §2.2: twice in the body is refused', () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(() => bearerTokenOf(request(form, 'POST', 'access_token=x&access_token=y'))).toThrow(
      'more than once',
    );
  });

  it('B1: another scheme is no token', () => {
    expect(() => bearerTokenOf(request({ authorization: 'Basic eA==' }))).toThrow('required');
  });
});
