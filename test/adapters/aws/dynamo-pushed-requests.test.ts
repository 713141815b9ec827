import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPushedRequests } from '../../../lambdas/adapters/aws/dynamo-pushed-requests.ts';
import type { CheckedRequest } from '../../../lambdas/domain/authorization-request/check-request.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['pushed-requests']);
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-22T06:00:00Z');
const store = dynamoPushedRequests('pushed-requests');
const request: CheckedRequest = {
  authorization: {
    clientId: 'rp',
    redirectUri: 'https://rp.example/cb',
    codeChallenge: 'c'.repeat(43),
    scopes: ['openid'],
    claims: { userinfo: [], idToken: ['given_name'] },
    acr: 'eidas1',
    askConsent: false,
    responseMode: 'query',
    askLogin: false,
    silent: false,
    invitesToEnrol: false,
    offline: false,
    language: 'en',
  },
  uiLocales: 'fr',
};
const keep = (id: string) =>
  store.keep({ id, clientId: 'rp', request, validUntil: '2026-11-22T06:01:00.000Z' });

describe('pushed requests', () => {
  it('B9: RFC 9126 §4: come back as they were, once', async () => {
    await keep('a');
    expect(await store.consume({ id: 'a', clientId: 'rp', now: NOW })).toEqual(request);
    expect(await store.consume({ id: 'a', clientId: 'rp', now: NOW })).toBeUndefined();
  });

  it('B9: once also when many ask at the same time', async () => {
    await keep('b');
    const asked = Array.from({ length: 20 }, () => store.consume({ id: 'b', clientId: 'rp', now: NOW }));
    expect((await Promise.all(asked)).filter((found) => found !== undefined)).toHaveLength(1);
  });

  it('B9: RFC 9126 §7.1: not for another client, nor after their time, and stay as they are', async () => {
    await keep('c');
    expect(await store.consume({ id: 'c', clientId: 'other', now: NOW })).toBeUndefined();
    const late = new Date('2026-11-22T06:01:00Z');
    expect(await store.consume({ id: 'c', clientId: 'rp', now: late })).toBeUndefined();
    expect(await store.consume({ id: 'c', clientId: 'rp', now: NOW })).toEqual(request);
  });

  it('B9: unknown ones are none', async () => {
    expect(await store.consume({ id: 'nothing', clientId: 'rp', now: NOW })).toBeUndefined();
  });
});
