import { SCOPES } from '../claims/identity-claims.ts';
import { type Client, grantTypesOf } from '../client/client.ts';
import { InvalidScope } from '../oauth-error/invalid-scope.ts';
import type { Parameters } from './parameters.ts';

const SCOPE_SYNTAX = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;
const OFFLINE_ACCESS = 'offline_access';

/** OIDC Core §3.1.2.1: `openid` must be there; unknown scopes, and those not registered, are ignored (RFC 6749 §3.3). */
export function requireScopes(
  parameters: Parameters,
  client: Client,
  { askConsent }: { readonly askConsent: boolean },
): { readonly scopes: readonly string[]; readonly offline: boolean } {
  const scope = parameters.get('scope');
  if (scope === undefined) throw new InvalidScope('scope is required and must include openid.');
  if (!SCOPE_SYNTAX.test(scope)) throw new InvalidScope('scope is not a list of words separated by spaces.');
  const asked = new Set(scope.split(' '));
  if (!asked.has('openid')) throw new InvalidScope('scope must include openid.');
  const registered = new Set(client.scope.split(' '));
  const offline = asked.has(OFFLINE_ACCESS) && registered.has(OFFLINE_ACCESS) && mayStay(client, askConsent);
  const known = [...asked].filter((name) => Object.hasOwn(SCOPES, name) && registered.has(name));
  return { scopes: offline ? [...known, OFFLINE_ACCESS] : known, offline };
}

/**
 * OIDC Core §11: offline access takes `prompt=consent`, so that the person is told, unless the client is of a kind for which it is
 * expected (an app on a device); otherwise the scope is ignored. And only clients registered for refresh tokens get them.
 */
const mayStay = (client: Client, askConsent: boolean): boolean =>
  grantTypesOf(client).includes('refresh_token') && (askConsent || client.application_type === 'native');
