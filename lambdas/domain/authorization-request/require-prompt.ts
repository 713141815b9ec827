import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { LoginRequired } from '../oauth-error/login-required.ts';
import type { Parameters } from './parameters.ts';

export const PROMPTS = ['none', 'login', 'consent', 'select_account'] as const;

/**
 * OIDC Core §3.1.2.1. There is no single sign-on, so `login` and `select_account` change nothing and `none` can never be
 * met. Values not served are refused (Initiating User Registration 1.0 §4.1).
 */
export function requirePrompt(parameters: Parameters): { readonly askConsent: boolean } {
  const prompts = parameters.get('prompt')?.split(' ') ?? [];
  if (prompts.some((prompt) => !(PROMPTS as readonly string[]).includes(prompt))) {
    throw new InvalidRequest('prompt holds a value that is not supported.');
  }
  if (prompts.includes('none')) {
    if (prompts.length > 1) throw new InvalidRequest('prompt=none cannot be combined with other values.');
    throw new LoginRequired('The person signs in each time: prompt=none cannot be met.');
  }
  return { askConsent: prompts.includes('consent') };
}

/** OIDC Core §3.1.2.1: seconds. Any value is met, since every sign-in is fresh; `auth_time` is always told. */
export function requireMaxAge(parameters: Parameters): void {
  const maxAge = parameters.get('max_age');
  if (maxAge !== undefined && !/^\d{1,10}$/.test(maxAge)) {
    throw new InvalidRequest('max_age must be a number of seconds.');
  }
}
