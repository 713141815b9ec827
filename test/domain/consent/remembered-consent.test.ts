import { describe, expect, it } from 'vitest';
import type { AuthorizationRequest } from '../../../lambdas/domain/authorization-request/authorization-request.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { consentItems } from '../../../lambdas/domain/consent/consent-items.ts';
import { isRemembered } from '../../../lambdas/domain/consent/remembered-consent.ts';

const APP = { client_id: 'app', application_type: 'native', remember_consent: true } as Client;
const request = (changes: Partial<AuthorizationRequest>): AuthorizationRequest =>
  ({
    claims: { userinfo: ['given_name'], idToken: [] },
    askConsent: false,
    offline: false,
    ...changes,
  }) as AuthorizationRequest;
const consent = (claims: readonly string[]) => ({
  accountId: 'a',
  clientId: 'app',
  claims,
  givenAt: '2026-01-01T00:00:00.000Z',
});

describe('a consent that is remembered', () => {
  it('B5: OIDC Core §11: covers offline access only where that was named', () => {
    const offline = request({ offline: true });
    expect(consentItems(offline)).toEqual(['given_name', 'offline_access']);
    expect(isRemembered(consent(['given_name']), request({}), APP, 'eidas1')).toBe(true);
    expect(isRemembered(consent(['given_name']), offline, APP, 'eidas1')).toBe(false);
    expect(isRemembered(consent(consentItems(offline)), offline, APP, 'eidas1')).toBe(true);
  });

  it('B5: never stands at substantial, nor for a client that does not allow it, nor where consent is asked for', () => {
    const given = consent(['given_name']);
    expect(isRemembered(given, request({}), APP, 'eidas2')).toBe(false);
    expect(isRemembered(given, request({}), { ...APP, remember_consent: false }, 'eidas1')).toBe(false);
    expect(isRemembered(given, request({ askConsent: true }), APP, 'eidas1')).toBe(false);
    expect(isRemembered(undefined, request({}), APP, 'eidas1')).toBe(false);
  });
});
