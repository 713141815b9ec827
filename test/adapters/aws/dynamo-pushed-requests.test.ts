import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo } from '../../../lambdas/adapters/aws/dynamo.ts';
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
const TIMES = {
  validUntil: '2026-11-22T06:01:00.000Z',
  answerableUntil: '2026-11-22T06:11:00.000Z',
};
const keep = (id: string) => store.keep({ id, clientId: 'rp', request, ...TIMES });
const find = (id: string, { clientId = 'rp', now = NOW } = {}) => store.find({ id, clientId, now });

describe('pushed requests', () => {
  it('B9: RFC 9126 §4: come back as they were, as often as they are loaded', async () => {
    await keep('a');
    expect(await find('a')).toEqual(request);
    expect(await find('a')).toEqual(request);
  });

  it('B9: RFC 9126 §7.3: have one answer, and are closed from then on; the same answer again is the same', async () => {
    await keep('b');
    expect(await store.answer({ id: 'b', by: 'one' })).toBe(true);
    expect(await find('b')).toBeUndefined();
    expect(await store.answer({ id: 'b', by: 'two' })).toBe(false);
    expect(await store.answer({ id: 'b', by: 'one' })).toBe(true);
  });

  it('B9: RFC 9126 §7.3: one answer also when many come at the same time', async () => {
    await keep('c');
    const answers = Array.from({ length: 20 }, (_, by) => store.answer({ id: 'c', by: String(by) }));
    expect((await Promise.all(answers)).filter(Boolean)).toHaveLength(1);
  });

  it('B9: RFC 9126 §7.1: not for another client, nor after their time, and stay as they are', async () => {
    await keep('d');
    expect(await find('d', { clientId: 'other' })).toBeUndefined();
    expect(await find('d', { now: new Date('2026-11-22T06:01:00Z') })).toBeUndefined();
    expect(await find('d')).toEqual(request);
  });

  it('B9: unknown ones are none, and have no answer', async () => {
    expect(await find('nothing')).toBeUndefined();
    expect(await store.answer({ id: 'nothing', by: 'one' })).toBe(false);
  });

  it('B9: are kept as long as a page that opened them may be answered', async () => {
    await keep('e');
    const { Item } = await dynamo().send(
      new GetItemCommand({ TableName: 'pushed-requests', Key: { id: { S: 'e' } } }),
    );
    expect(Number(Item?.expiresAt?.N)).toBeGreaterThan(Date.parse(TIMES.answerableUntil) / 1000);
  });
});
