import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAuditChain } from '../../../lambdas/adapters/aws/dynamo-audit-chain.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { dynamoPushedRequests } from '../../../lambdas/adapters/aws/dynamo-pushed-requests.ts';
import { dynamoSignInHistory } from '../../../lambdas/adapters/aws/dynamo-sign-in-history.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import { DEFAULT_SIGN_IN } from '../../../lambdas/contracts/settings.ts';
import type { AuthorizationRequest } from '../../../lambdas/domain/authorization-request/authorization-request.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { type SealPurpose, sealer } from '../../../lambdas/domain/sealed-token/sealer.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';
import { type Answer, issueCode } from '../../../lambdas/domain/sign-in/answer-sign-in.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import {
  approve,
  authorizationParameters,
  authorize,
  openPage,
  type Page,
} from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';
import { deliverStreams } from '../../support/streams.ts';

let service: SignInService;
let person: PersonWithPhone;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const cookieOf = (page: Page): [string, string] =>
  [...page.browser.cookies()].find(([name]) => name.startsWith('guichet-interaction-')) ?? ['', ''];
const allow = (page: Page) => page.post('consent', { decision: 'allow' });

describe('the cookie that carries a sign-in', () => {
  it('B2: tells its holder nothing of the request', async () => {
    const [, value] = cookieOf(await openPage(service, { state: 'a-very-special-state' }));
    expect(value).toMatch(/^[\w-]+$/);
    expect(Buffer.from(value, 'base64url').toString('latin1')).not.toContain('special');
  });

  it('B2: of another sign-in, of another purpose, or changed, it opens nothing', async () => {
    const [page, other] = [await openPage(service), await openPage(service)];
    const [name, value] = cookieOf(page);
    const secret = await deploymentSecret('tokens')();
    const claimed = { id: page.path.split('/').at(-1), z: '' };
    const sealedFor = (purpose: SealPurpose) => sealer(secret, purpose, randomness.bytes).seal(claimed);
    const forgeries = [
      cookieOf(other)[1],
      sealedFor('code'),
      sealedFor('answer'),
      sealedFor('browser-session'),
      sealer(new Uint8Array(32), 'interaction', randomness.bytes).seal(claimed),
      `${value.slice(0, -3)}AAA`,
      '',
    ];
    for (const forged of forgeries) {
      page.browser.cookies().set(name, forged);
      expect((await page.browser.call('GET', page.path)).status).toBe(404);
      expect((await allow(page)).status).toBe(404);
    }
    page.browser.cookies().set(name, value);
    expect((await page.show()).state).toBe('phone');
  });

  it('B2: a request too long for it is refused, naming what to shorten', async () => {
    const noise = () =>
      randomness.bytes(700).reduce((text, byte) => text + String.fromCharCode(33 + (byte % 93)), '');
    const { location } = await authorize(
      service,
      authorizationParameters({
        state: noise() + noise().slice(0, 300),
        nonce: noise() + noise().slice(0, 300),
      }),
    );
    expect(location?.searchParams.get('error')).toBe('invalid_request');
    expect(location?.searchParams.get('error_description')).toContain('state, nonce or claims');
    const fits = {
      state: Buffer.from(randomness.bytes(384)).toString('base64url'),
      nonce: Buffer.from(randomness.bytes(384)).toString('base64url'),
    };
    const page = await openPage(service, fits);
    expect((await page.show()).state).toBe('phone'); // compressed, as a short one is not
  });

  it('B5: kept and used again after the answer, it gives no second code', async () => {
    const page = await openPage(service);
    await approve(page, person);
    const [name, value] = cookieOf(page);
    expect((await allow(page)).body.redirectTo).toContain('code=');
    page.browser.cookies().set(name, value);
    for (const decision of ['allow', 'deny']) {
      const { status, body } = await page.post('consent', { decision });
      expect([status, body.code, body.redirectTo]).toEqual([409, 'sign-in-answered', undefined]);
    }
    expect((await page.post('cancel')).status).toBe(409);
  });

  it('B5: denied, no code comes of it any more', async () => {
    const page = await openPage(service);
    await approve(page, person);
    const [name, value] = cookieOf(page);
    await page.post('consent', { decision: 'deny' });
    page.browser.cookies().set(name, value);
    expect((await allow(page)).body).toMatchObject({ code: 'sign-in-answered' });
  });

  it('B5: of an allow, a deny and a cancel at once exactly one counts', async () => {
    const page = await openPage(service);
    await approve(page, person);
    const answers = await Promise.all([
      allow(page),
      page.post('consent', { decision: 'deny' }),
      page.post('cancel'),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('B3: an approval counts for the sign-in that asked for it: the cookie from before it knows of none', async () => {
    const page = await openPage(service);
    const [name, before] = cookieOf(page);
    await approve(page, person);
    page.browser.cookies().set(name, before);
    expect((await allow(page)).status).toBe(409);
    expect((await page.show()).state).toBe('phone');
  });

  it('B3: neither another tab nor another browser can use an approval', async () => {
    const page = await openPage(service);
    await approve(page, person);
    const [tab, browser] = [await openPage(service), service.browser()];
    tab.browser.take(page.browser);
    expect((await tab.post('consent', { decision: 'allow' })).status).toBe(409);
    expect((await browser.call('POST', `${page.path}/consent`, { decision: 'allow' })).status).toBe(404);
  });

  it('B3: ten minutes after the request nothing can be done with it', async () => {
    const page = await openPage(service);
    await approve(page, person);
    service.advance(601);
    expect((await allow(page)).status).toBe(409);
    expect((await page.show()).state).toBe('expired');
  });
});

/** Where each line of `issueCode` may fail: what stands then, and that trying again leads on or says so. */
describe('a failure between any two writes of the answer', () => {
  const stores = () => ({
    settings: DEFAULT_SIGN_IN,
    sealers: tokenSealers(deploymentSecret('tokens'), randomness),
    grants: dynamoGrants('grants'),
    consents: dynamoConsents('consents'),
    pushedRequests: dynamoPushedRequests('pushed-requests'),
    randomness,
  });
  const failing = () => Promise.reject(new Error('ThrottlingException'));
  const answer = (): Answer => {
    const accountId = randomness.id();
    const request = {
      clientId: 'rp',
      redirectUri: 'https://rp.example/callback',
      codeChallenge: 'c',
      scopes: ['openid'],
      claims: { userinfo: ['email'], idToken: [] },
      acr: 'eidas1',
    } as unknown as AuthorizationRequest;
    return {
      request,
      client: { client_id: 'rp', client_name: 'RP', profile: 'standard' } as Client,
      authentication: { accountId, acr: 'eidas1', authTime: 1 },
      grantId: `${accountId}.1`,
      consent: 'given',
      session: undefined,
      address: '192.0.2.1',
      now: new Date(),
    };
  };

  it('B5: consent kept, grant not: tried again, it gives the code', async () => {
    const given = answer();
    await expect(
      issueCode(given, { ...stores(), grants: { ...stores().grants, begin: failing } }),
    ).rejects.toThrow();
    expect(await issueCode(given, stores())).toBeTypeOf('string');
  });

  it('B5: consent not kept: no grant, so that no claim ever leaves without that consent; tried again, it gives the code', async () => {
    const given = answer();
    await expect(
      issueCode(given, { ...stores(), consents: { ...stores().consents, keep: failing } }),
    ).rejects.toThrow();
    expect(await stores().grants.find(given.grantId)).toBeUndefined();
    expect(await issueCode(given, stores())).toBeTypeOf('string');
  });

  it('B11, X1: grant begun, code not told: nothing was sent, and history and trail say all the same what was answered, once', async () => {
    const given = answer();
    const sealers = () => Promise.reject(new Error('ThrottlingException'));
    await expect(issueCode(given, { ...stores(), sealers })).rejects.toThrow();
    expect(await issueCode(given, stores())).toBeUndefined();
    const { accountId } = given.authentication;
    await put('accounts', { id: accountId, status: 'active' });
    await deliverStreams();
    await deliverStreams();
    expect(await dynamoSignInHistory('sign-ins').of(accountId, 5)).toMatchObject([{ outcome: 'signed-in' }]);
    const trail = await dynamoAuditChain('audit-chain').ofSubject(accountId, 5);
    expect(trail).toMatchObject([
      { event: 'consent.given', details: { client: 'rp', acr: 'eidas1', claims: 'email' } },
    ]);
    expect((await stores().grants.find(given.grantId))?.redeemedAt).toBeUndefined();
  });
});
