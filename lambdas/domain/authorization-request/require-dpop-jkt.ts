import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Parameters } from './parameters.ts';

/**
 * RFC 9449 §10: the code is bound to this key. §10.1: the key of a DPoP proof beside a pushed request binds it as well, and
 * must be the same where both are given.
 */
export function requireDpopJkt(
  parameters: Parameters,
  proven: string | undefined,
): { readonly dpopJkt?: string } {
  const named = parameters.get('dpop_jkt');
  if (named !== undefined && !/^[\w-]{43}$/.test(named)) {
    throw new InvalidRequest('dpop_jkt must be a SHA-256 JWK thumbprint: 43 base64url characters.');
  }
  if (named !== undefined && proven !== undefined && named !== proven) {
    throw new InvalidRequest('dpop_jkt is of another key than the DPoP proof (RFC 9449 10.1).');
  }
  const dpopJkt = named ?? proven;
  return dpopJkt === undefined ? {} : { dpopJkt };
}
