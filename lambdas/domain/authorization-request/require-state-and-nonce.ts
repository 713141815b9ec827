import type { ProfileRules } from '../client/client-profile.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Parameters } from './parameters.ts';

const LIMIT_CHARACTERS = 1024;

/** RFC 6749 §4.1.1, OIDC Core §3.1.2.1, with what the client's profile demands (B2). */
export function requireStateAndNonce(
  parameters: Parameters,
  rules: ProfileRules,
): { readonly state?: string; readonly nonce?: string } {
  const state = requireOpaque('state', parameters, rules.stateRequired, rules.stateMinimumLength);
  const nonce = requireOpaque('nonce', parameters, rules.nonceRequired, rules.nonceMinimumLength);
  return { ...(state !== undefined && { state }), ...(nonce !== undefined && { nonce }) };
}

function requireOpaque(
  name: string,
  parameters: Parameters,
  required: boolean,
  minimum: number,
): string | undefined {
  const value = parameters.get(name);
  if (value === undefined) {
    if (required) throw new InvalidRequest(`${name} is required by the profile of this client.`);
    return undefined;
  }
  if (value.length < minimum) throw new InvalidRequest(`${name} must have at least ${minimum} characters.`);
  if (value.length > LIMIT_CHARACTERS) {
    throw new InvalidRequest(`${name} must have at most ${LIMIT_CHARACTERS} characters.`);
  }
  if (!/^[\x20-\x7e]+$/.test(value))
    throw new InvalidRequest(`${name} must be printable ASCII (RFC 6749 A.5).`);
  return value;
}
