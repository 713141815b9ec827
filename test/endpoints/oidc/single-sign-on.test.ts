import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import type { TestBrowser } from '../../support/http.ts';
import {
  approve,
  authorizationParameters,
  callsOf,
  openPage,
  type Page,
  redeem,
  SECRET,
} from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  const client_secret_hash = hashSecret(SECRET);
  const common = { client_secret_hash, redirect_uris: ['https://rp.example/callback'] };
  await service.register({ client_id: 'rp', ...common });
  await service.register({ client_id: 'remembering', ...common, remember_consent: true });
  await service.register({ client_id: 'strict', ...common, remember_consent: true, default_max_age: 60 });
  await service.register({ client_id: 'sandbox', ...common, environment: 'sandbox' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

type Changes = Readonly<Record<string, string | undefined>>;
const NONE = { prompt: 'none' };

/** A browser in which somebody signed in to the remembering client by phone. */
async function signedIn(
  changes: Changes = {},
  who?: PersonWithPhone,
): Promise<{ browser: TestBrowser; person: PersonWithPhone; code: string; page: Page }> {
  const person = who ?? (await service.personWithPhone());
  const page = await openPage(service, { client_id: 'remembering', ...changes });
  await approve(page, person);
  const { body } = await page.post('consent', { decision: 'allow' });
  const code = new URL(body.redirectTo ?? '').searchParams.get('code') ?? '';
  return { browser: page.browser, person, code, page };
}

/** Where an authorization request takes this browser. */
async function arrive(browser: TestBrowser, changes: Changes = {}): Promise<URL> {
  const parameters = authorizationParameters({ client_id: 'remembering', ...changes });
  const { location } = await browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
  return new URL(location ?? '');
}
const errorOf = async (browser: TestBrowser, changes: Changes): Promise<string | null> =>
  (await arrive(browser, changes)).searchParams.get('error');
const codeOf = async (browser: TestBrowser, changes: Changes = {}): Promise<string> =>
  (await arrive(browser, changes)).searchParams.get('code') ?? '';

/** What the page shows, in a browser that came there. */
async function pageOf(browser: TestBrowser, changes: Changes) {
  const path = `/api${(await arrive(browser, changes)).pathname}`;
  const { body } = await browser.call<{ state: string; continuesAs?: string; claims?: string[] }>(
    'GET',
    path,
  );
  return { path, view: body };
}

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

async function idToken(code: string, client_id = 'remembering'): Promise<Record<string, unknown>> {
  const { body } = await redeem(service, { code, client_id });
  return claimsOf(body.id_token ?? '');
}

describe('single sign-on at eidas1', () => {
  it('B10: OIDC Core §3.1.2.3: gives a code at once, with auth_time and amr of the approval, eidas1, and the sid of this client', async () => {
    const { browser, code } = await signedIn();
    const first = await idToken(code);
    service.advance(600);
    const second = await idToken(await codeOf(browser));
    expect(first.acr).toBe('eidas2'); // by phone: what the person is worth
    expect(second).toMatchObject({
      acr: 'eidas1',
      auth_time: first.auth_time,
      amr: first.amr,
      sub: first.sub,
    });
    expect(second.sid).toBe(first.sid);
  });

  it('B10: OIDC Core §3.1.2.1: prompt=none answers the same way, without any page', async () => {
    const { browser } = await signedIn();
    const location = await arrive(browser, NONE);
    expect(location.searchParams.get('code')).toBeTruthy();
    expect(location.searchParams.get('state')).toBe('a state');
  });

  it('B10: each code of a session can be redeemed, once', async () => {
    const { browser } = await signedIn();
    const codes = await Promise.all([codeOf(browser), codeOf(browser)]);
    expect(new Set(codes).size).toBe(2);
    for (const code of codes) {
      expect((await redeem(service, { code, client_id: 'remembering' })).status).toBe(200);
      expect((await redeem(service, { code, client_id: 'remembering' })).status).toBe(400);
    }
  });

  it('B10, B5: a client that may not remember, or asks for more, gets the page that names the data, and who continues', async () => {
    const { browser, person } = await signedIn();
    for (const changes of [{ client_id: 'rp' }, { scope: 'openid profile email' }, { prompt: 'consent' }]) {
      const { view } = await pageOf(browser, changes);
      expect(view).toMatchObject({ state: 'consent', continuesAs: person.identity.phone_number.slice(-2) });
    }
  });

  it('B10, B5: agreeing there gives a code without the phone; of ten answers at once one counts', async () => {
    const { browser, person } = await signedIn();
    const { path } = await pageOf(browser, { client_id: 'rp' });
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        browser.call<{ redirectTo?: string }>('POST', `${path}/consent`, { decision: 'allow' }),
      ),
    );
    const codes = answers.flatMap(({ body }) => body.redirectTo ?? []);
    expect(codes).toHaveLength(1);
    const code = new URL(codes[0] ?? '').searchParams.get('code') ?? '';
    const token = await idToken(code, 'rp');
    expect(token.acr).toBe('eidas1');
    expect(token.sid).not.toBe((await idToken(await codeOf(browser))).sid); // no two clients can compare
    expect(await person.phone.approvals()).toEqual([]);
  });

  it('B5: refusing there sends nothing', async () => {
    const { browser } = await signedIn();
    const { path } = await pageOf(browser, { client_id: 'rp' });
    const { body } = await browser.call<{ redirectTo: string }>('POST', `${path}/consent`, {
      decision: 'deny',
    });
    expect(new URL(body.redirectTo).searchParams.get('error')).toBe('access_denied');
    expect((await browser.call('POST', `${path}/consent`, { decision: 'allow' })).status).toBe(404);
  });

  it('B10: from there another phone can be asked, and it is whose phone approves that counts', async () => {
    const { browser, code } = await signedIn();
    const other = await service.personWithPhone();
    const { path } = await pageOf(browser, { client_id: 'rp' });
    await browser.call('POST', `${path}/phone`, { phone: other.identity.phone_number });
    expect((await browser.call('POST', `${path}/consent`, { decision: 'allow' })).status).toBe(409);
    const [approval] = await other.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    await other.phone.decide(approval, 'approve', other.pin);
    const { body } = await browser.call<{ redirectTo: string }>('POST', `${path}/consent`, {
      decision: 'allow',
    });
    const others = new URL(body.redirectTo).searchParams.get('code') ?? '';
    expect((await idToken(others, 'rp')).sub).not.toBe((await idToken(code)).sub);
  });
});

describe('what takes the phone', () => {
  it.each([['nobody signed in here', {}, 'login_required']])(
    'B10: OIDC Core §3.1.2.6: prompt=none where %s: %s',
    async (_name, changes, error) => {
      expect(await errorOf(service.browser(), { ...NONE, ...changes })).toBe(error);
    },
  );

  it('B10: OIDC Core §3.1.2.6: prompt=none where the person has to agree: consent_required', async () => {
    const { browser } = await signedIn();
    expect(await errorOf(browser, { ...NONE, client_id: 'rp' })).toBe('consent_required');
    expect(await errorOf(browser, { ...NONE, scope: 'openid profile email' })).toBe('consent_required');
  });

  it.each(['eidas2', 'urn:guichet:acr:authentication-certificate'])(
    'B10: %s is never given by a session: the page asks the phone, prompt=none gets interaction_required',
    async (acr_values) => {
      const { browser } = await signedIn();
      expect((await pageOf(browser, { acr_values })).view.state).toBe('phone');
      expect(await errorOf(browser, { ...NONE, acr_values })).toBe('interaction_required');
    },
  );

  it('B10: a sign-in that demanded eidas2 leaves no session', async () => {
    const { browser } = await signedIn({ acr_values: 'eidas2' });
    expect(await errorOf(browser, NONE)).toBe('login_required');
  });

  it.each(['login', 'select_account', 'create'])(
    'B10: OIDC Core §3.1.2.1: prompt=%s asks the phone',
    async (prompt) => {
      const { browser } = await signedIn();
      const { view } = await pageOf(browser, { prompt });
      expect(view).toMatchObject({ state: 'phone', ...(prompt === 'create' && { invitesToEnrol: true }) });
    },
  );

  it('B10: OIDC Core §3.1.2.1: max_age passed asks the phone, or login_required; max_age=0 always', async () => {
    const { browser } = await signedIn();
    expect(await codeOf(browser, { max_age: '300' })).not.toBe('');
    expect(await errorOf(browser, { ...NONE, max_age: '0' })).toBe('login_required');
    service.advance(301);
    expect((await pageOf(browser, { max_age: '300' })).view.state).toBe('phone');
    expect(await errorOf(browser, { ...NONE, max_age: '300' })).toBe('login_required');
    expect(await codeOf(browser, { max_age: '900' })).not.toBe('');
  });

  it('B10: Registration §2: default_max_age counts where the request names none', async () => {
    const { browser } = await signedIn({ client_id: 'strict' });
    expect(await codeOf(browser, { client_id: 'strict' })).not.toBe('');
    service.advance(61);
    expect(await errorOf(browser, { ...NONE, client_id: 'strict' })).toBe('login_required');
    expect(await codeOf(browser, { client_id: 'strict', max_age: '600' })).not.toBe('');
  });

  it('B10: OIDC Core §3.1.2.1 id_token_hint: another person than the one signed in: login_required, or the phone', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    const hint = (await redeem(service, { code: theirs.code, client_id: 'remembering' })).body.id_token ?? '';
    expect(await errorOf(mine.browser, { ...NONE, id_token_hint: hint })).toBe('login_required');
    expect((await pageOf(mine.browser, { id_token_hint: hint })).view.state).toBe('phone');
    expect(await codeOf(theirs.browser, { ...NONE, id_token_hint: hint })).not.toBe('');
  });

  it('B10, B12: a client of the sandbox does not see the session of a real person', async () => {
    const { browser } = await signedIn();
    expect(await errorOf(browser, { ...NONE, client_id: 'sandbox' })).toBe('login_required');
  });
});

describe('how long a session lasts', () => {
  it('B10: half an hour without use ends it; use moves that on, up to eight hours', async () => {
    const { browser } = await signedIn();
    for (let i = 0; i < 16; i += 1) {
      service.advance(29 * 60);
      expect(await errorOf(browser, NONE)).toBeNull();
    }
    service.advance(29 * 60); // eight hours have passed
    expect(await errorOf(browser, NONE)).toBe('login_required');
    const other = await signedIn();
    service.advance(30 * 60);
    expect(await errorOf(other.browser, NONE)).toBe('login_required');
  });

  it('X3: an account that is suspended has no session any more, at once', async () => {
    const { browser, person } = await signedIn();
    const account = { ...person.account, deviceId: person.phone.deviceId };
    await put('accounts', { ...account, status: 'suspended' });
    expect(await errorOf(browser, NONE)).toBe('login_required');
  });

  it('B4: nor has one whose phone was replaced', async () => {
    const { browser, person } = await signedIn();
    await put('accounts', { ...person.account, status: 'active', deviceId: 'another' });
    expect(await errorOf(browser, NONE)).toBe('login_required');
  });

  it('B10: signing in anew ends the earlier one: a copy of its cookie is worth nothing', async () => {
    const { browser, person } = await signedIn();
    const copy = service.browser();
    copy.take(browser);
    expect(await errorOf(copy, NONE)).toBeNull();
    const { path } = await pageOf(browser, { prompt: 'login' });
    await browser.call('POST', `${path}/phone`, { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    await person.phone.decide(approval, 'approve', person.pin);
    await browser.call('POST', `${path}/consent`, { decision: 'allow' });
    expect(await errorOf(browser, NONE)).toBeNull();
    expect(await errorOf(copy, NONE)).toBe('login_required');
  });

  it('B10: the cookie is HttpOnly and Lax; what was not sealed here, or for something else, is no session', async () => {
    const { browser, page } = await signedIn();
    const cookie = browser.cookies().get('guichet-browser') ?? '';
    expect(cookie).toMatch(/^[\w-]+$/);
    const { browser: other } = await openPage(service);
    const interaction =
      [...other.cookies()].find(([name]) => name.startsWith('guichet-interaction'))?.[1] ?? '';
    for (const forged of [interaction, `${cookie.slice(0, -2)}AA`, 'nonsense', '']) {
      browser.cookies().set('guichet-browser', forged);
      expect(await errorOf(browser, NONE)).toBe('login_required');
    }
    expect(page.path).toContain('/api/sign-in/');
  });
});

describe('cost', () => {
  it('B3: a returning person costs two calls from the request to the code', async () => {
    const { browser } = await signedIn();
    expect(await callsOf(service, () => codeOf(browser))).toEqual({
      'DynamoDB.BatchGetItem': 1,
      'DynamoDB.PutItem': 1, // the grant, from which history and audit trail follow (docs/adr/0019)
    });
  });
});
