import type { Client } from '../client/client.ts';
import { type ProfileRules, rulesOf } from '../client/client-profile.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { RESPONSE_MODES, type ResponseMode } from './authorization-request.ts';
import type { Parameters } from './parameters.ts';

const isResponseMode = (text: string): text is ResponseMode =>
  (RESPONSE_MODES as readonly string[]).includes(text);

const isSigned = (mode: ResponseMode): boolean => mode.endsWith('jwt');

/** How an answer goes back when the request does not (rightly) say: signed where the profile answers nothing else. */
export const defaultResponseMode = (rules: ProfileRules): ResponseMode =>
  rules.signedAnswerRequired ? 'jwt' : 'query';

/**
 * Multiple Response Types §2.1, Form Post Response Mode §2, JARM §2.3. `fragment` is not for codes (RFC 9700 §4.3.1 by way of
 * leaks). FAPI 2.0 Message Signing §5.4.1: such a client must ask for a signed answer.
 */
export function requireResponseMode(
  parameters: Parameters,
  client: Client,
  redirectUri: string,
): ResponseMode {
  const rules = rulesOf(client);
  const asked = parameters.get('response_mode') ?? 'query';
  if (!isResponseMode(asked)) {
    throw new InvalidRequest(`response_mode must be one of ${RESPONSE_MODES.join(', ')}.`);
  }
  if (rules.signedAnswerRequired && !isSigned(asked)) {
    throw new InvalidRequest('The profile of this client demands a signed answer: response_mode=jwt (JARM).');
  }
  if (asked.startsWith('form_post') && !/^https?:/.test(redirectUri)) {
    throw new InvalidRequest('response_mode=form_post needs a redirect_uri of https.');
  }
  return asked;
}

/** The mode an error goes back by, before or without a valid one. */
export function peekResponseMode(parameters: Parameters, client: Client, redirectUri: string): ResponseMode {
  try {
    return requireResponseMode(parameters, client, redirectUri);
  } catch {
    return defaultResponseMode(rulesOf(client));
  }
}
