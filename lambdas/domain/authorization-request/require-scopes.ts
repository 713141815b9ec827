import { SCOPES } from '../claims/identity-claims.ts';
import type { Client } from '../client/client.ts';
import { InvalidScope } from '../oauth-error/invalid-scope.ts';
import type { Parameters } from './parameters.ts';

const SCOPE_SYNTAX = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/** OIDC Core §3.1.2.1: `openid` must be there; unknown scopes, and those not registered, are ignored (RFC 6749 §3.3). */
export function requireScopes(parameters: Parameters, client: Client): readonly string[] {
  const scope = parameters.get('scope');
  if (scope === undefined) throw new InvalidScope('scope is required and must include openid.');
  if (!SCOPE_SYNTAX.test(scope)) throw new InvalidScope('scope is not a list of words separated by spaces.');
  const asked = new Set(scope.split(' '));
  if (!asked.has('openid')) throw new InvalidScope('scope must include openid.');
  const registered = new Set(client.scope.split(' '));
  return [...asked].filter((name) => Object.hasOwn(SCOPES, name) && registered.has(name));
}
