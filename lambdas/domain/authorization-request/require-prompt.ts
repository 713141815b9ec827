import type { Client } from '../client/client.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { Parameters } from './parameters.ts';

export const PROMPTS = ['none', 'login', 'consent', 'select_account', 'create'] as const;

export interface PromptRules {
  readonly askConsent: boolean;
  readonly askLogin: boolean;
  readonly silent: boolean;
  readonly invitesToEnrol: boolean;
}

/**
 * OIDC Core §3.1.2.1, Initiating User Registration 1.0 §4.1. `none` stands alone; values not served are refused. What they mean
 * for this person and browser is judged when the interaction begins.
 */
export function requirePrompt(parameters: Parameters): PromptRules {
  const prompts = parameters.get('prompt')?.split(' ') ?? [];
  if (prompts.some((prompt) => !(PROMPTS as readonly string[]).includes(prompt))) {
    throw new InvalidRequest('prompt holds a value that is not supported.');
  }
  if (prompts.includes('none') && prompts.length > 1) {
    throw new InvalidRequest('prompt=none cannot be combined with other values.');
  }
  return {
    askConsent: prompts.includes('consent'),
    askLogin: prompts.includes('login') || prompts.includes('select_account'),
    silent: prompts.includes('none'),
    invitesToEnrol: prompts.includes('create'),
  };
}

/** OIDC Core §3.1.2.1: seconds since the person last proved who they are; `default_max_age` where the request names none. */
export function requireMaxAge(parameters: Parameters, client: Client): { readonly maxAge?: number } {
  const maxAge = parameters.get('max_age');
  if (maxAge !== undefined && !/^\d{1,10}$/.test(maxAge)) {
    throw new InvalidRequest('max_age must be a number of seconds.');
  }
  const seconds = maxAge === undefined ? client.default_max_age : Number(maxAge);
  return seconds === undefined ? {} : { maxAge: seconds };
}
