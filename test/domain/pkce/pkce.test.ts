import { describe, expect, it } from 'vitest';
import {
  requireCodeChallenge,
  requireCodeVerifier,
  requireVerifierSyntax,
} from '../../../lambdas/domain/pkce/pkce.ts';

// RFC 7636 appendix B
const VERIFIER = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe('PKCE', () => {
  it('B1: RFC 7636 appendix B: the verifier fits its challenge', () => {
    expect(requireCodeChallenge(CHALLENGE, 'S256')).toBe(CHALLENGE);
    expect(() => requireCodeVerifier(CHALLENGE, VERIFIER)).not.toThrow();
  });

  it('B1: RFC 7636 §4.6: any other verifier does not, nor the challenge itself', () => {
    for (const other of [VERIFIER.replace('d', 'e'), CHALLENGE, VERIFIER.toLowerCase()]) {
      expect(() => requireCodeVerifier(CHALLENGE, other)).toThrow('does not fit');
    }
  });

  it.each([undefined, '', 'plain', 's256'])('B1: the method %s is refused', (method) => {
    expect(() => requireCodeChallenge(CHALLENGE, method)).toThrow('S256');
  });

  it.each([undefined, 'x'.repeat(42), 'x'.repeat(129), `${'x'.repeat(43)}!`])(
    'B1: RFC 7636 §4.1: the verifier %s is refused',
    (verifier) => {
      expect(() => requireVerifierSyntax(verifier)).toThrow('code_verifier');
    },
  );
});
