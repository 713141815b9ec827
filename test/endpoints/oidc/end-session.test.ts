import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import type { TestBrowser } from '../../support/http.ts';
import { approve, authorizationParameters, openPage, redeem, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

const BYE = 'https://rp.example/bye';
let service: SignInService;

beforeAll(async () => {
  service = await startSignInService();
  const common = {
    client_secret_hash: hashSecret(SECRET),
    remember_consent: true,
    scope: 'openid profile offline_access',
    grant_types: ['authorization_code', 'refresh_token'] as const,
  };
  await service.register({ client_id: 'rp', ...common, backchannel_logout_uri: 'https://rp.example/logout' });
  await service.register({
    client_id: 'second',
    ...common,
    backchannel_logout_uri: 'https://second.example/',
  });
  await service.register({ client_id: 'deaf', ...common });
  await service.register({ client_id: 'other', post_logout_redirect_uris: ['https://other.example/bye'] });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

interface Tokens {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token?: string;
}
interface SignedIn {
  readonly browser: TestBrowser;
  readonly person: PersonWithPhone;
  readonly tokens: Tokens;
}

async function tokensFor(code: string | null, client_id: string): Promise<Tokens> {
  const { status, body } = await redeem(service, { code: code ?? '', client_id });
  expect(status).toBe(200);
  return body as unknown as Tokens;
}

/** A browser in which a person signed in by phone. */
async function signedIn(client_id = 'rp'): Promise<SignedIn> {
  const person = await service.personWithPhone();
  const page = await openPage(service, { client_id });
  await approve(page, person);
  const { body } = await page.post('consent', { decision: 'allow' });
  const code = new URL(body.redirectTo ?? '').searchParams.get('code');
  return { browser: page.browser, person, tokens: await tokensFor(code, client_id) };
}

/** The same person goes on to another client; agrees there. */
async function goOnTo(browser: TestBrowser, client_id: string, changes = {}): Promise<Tokens> {
  const parameters = authorizationParameters({ client_id, ...changes });
  const { location } = await browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
  const path = `/api${new URL(location ?? '').pathname}/consent`;
  const { body } = await browser.call<{ redirectTo: string }>('POST', path, { decision: 'allow' });
  return await tokensFor(new URL(body.redirectTo).searchParams.get('code'), client_id);
}

const end = (browser: TestBrowser, parameters: Record<string, string>) =>
  browser.visit(`${service.issuer}/oauth/end-session?${new URLSearchParams(parameters)}`);

async function isSignedIn(browser: TestBrowser): Promise<boolean> {
  const parameters = authorizationParameters({ client_id: 'rp', prompt: 'none' });
  const { location } = await browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
  return new URL(location ?? '').searchParams.get('error') !== 'login_required';
}

const sidIn = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sid;

interface Told {
  readonly kind: string;
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly sid: string;
}
const toldOf = (person: PersonWithPhone): Told[] =>
  (service.aws.sent.messages as unknown as Told[]).filter(
    ({ kind, accountId }) => kind === 'logout' && accountId === person.account.id,
  );

const worksAt = async (access_token: string): Promise<number> => {
  const headers = { authorization: `Bearer ${access_token}` };
  return (await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status;
};

describe('RP-Initiated Logout with an ID token of the session', () => {
  it('B9: §2: ends the session and goes back with the state (§3); every client is told, with its own sid', async () => {
    const { browser, person, tokens } = await signedIn();
    const second = await goOnTo(browser, 'second');
    await goOnTo(browser, 'deaf');
    const copy = service.browser();
    copy.take(browser);
    const { status, location } = await end(browser, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: BYE,
      state: 'x y',
    });
    expect([status, location]).toEqual([303, `${BYE}?state=x+y`]);
    expect(browser.cookies().has('guichet-browser')).toBe(false);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(copy)).toBe(false);
    const told = new Map(toldOf(person).map((message) => [message.clientId, message]));
    expect([...told.keys()].sort()).toEqual(['rp', 'second']);
    for (const [clientId, { id_token }] of Object.entries({ rp: tokens, second })) {
      const sid = sidIn(id_token);
      expect(told.get(clientId)).toMatchObject({ kind: 'logout', accountId: person.account.id, sid });
    }
  });

  it('B9: Back-Channel Logout §2.7: access tokens of the session end, refresh tokens of offline_access stay', async () => {
    const { browser, tokens } = await signedIn();
    const online = await goOnTo(browser, 'second');
    const offline = await goOnTo(browser, 'deaf', { scope: 'openid offline_access', prompt: 'consent' });
    expect(offline.refresh_token).toBeDefined();
    await end(browser, { id_token_hint: tokens.id_token });
    expect(await worksAt(online.access_token)).toBe(401);
    expect(await worksAt(tokens.access_token)).toBe(401);
    const { refresh_token } = offline;
    const refreshed = await redeem(service, {
      grant_type: 'refresh_token',
      refresh_token,
      client_id: 'deaf',
      redirect_uri: undefined,
      code_verifier: undefined,
    });
    expect(refreshed.status).toBe(200);
  });

  it('B9: §2: an ID token that has expired is as good, also after its access token', async () => {
    const { browser, tokens } = await signedIn();
    const copy = service.browser();
    copy.take(browser);
    service.advance(29 * 60);
    const { location } = await end(browser, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: BYE,
    });
    expect(location).toBe(BYE);
    expect(await isSignedIn(copy)).toBe(false);
  });

  it('B9: asked twice, each client is told once', async () => {
    const { browser, person, tokens } = await signedIn();
    await goOnTo(browser, 'second');
    const copy = service.browser();
    copy.take(browser);
    await end(browser, { id_token_hint: tokens.id_token });
    await end(copy, { id_token_hint: tokens.id_token });
    expect(new Set(toldOf(person).map(({ id }) => id)).size).toBe(2);
  });

  it('B9: signing in anew in the same browser keeps it all one session for logout', async () => {
    const { browser, person, tokens } = await signedIn();
    const parameters = authorizationParameters({ client_id: 'second', prompt: 'login' });
    const { location } = await browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
    const path = `/api${new URL(location ?? '').pathname}`;
    await browser.call('POST', `${path}/phone`, { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    await person.phone.decide(approval, 'approve', person.pin);
    await browser.call('POST', `${path}/consent`, { decision: 'allow' });
    await end(browser, { id_token_hint: tokens.id_token });
    expect(await isSignedIn(browser)).toBe(false);
    expect(
      toldOf(person)
        .map(({ clientId }) => clientId)
        .sort(),
    ).toEqual(['rp', 'second']);
  });
});

describe('RP-Initiated Logout without such a token', () => {
  /** The form of the page, as the browser would send it. */
  const answer = async (browser: TestBrowser, html: string, decision: string) => {
    const logout = /name="logout" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const cookie = [...browser.cookies()].map(([name, value]) => `${name}=${value}`).join('; ');
    return await fetch(`${service.issuer}/oauth/end-session`, {
      method: 'POST',
      body: new URLSearchParams({ logout, decision }),
      headers: { cookie },
      redirect: 'manual',
    });
  };

  it.each([
    ['no hint', async () => ({})],
    ['client_id alone', async () => ({ client_id: 'rp', post_logout_redirect_uri: BYE })],
    ["another session's hint", async () => ({ id_token_hint: (await signedIn()).tokens.id_token })],
  ])(
    'B9: §2: by %s the person is asked first; saying yes ends it and tells every client',
    async (_name, parameters) => {
      const { browser, person } = await signedIn();
      const asked = await end(browser, await parameters());
      expect([asked.status, asked.location]).toEqual([200, null]);
      expect(asked.text).toContain('<form method="post" action="/oauth/end-session">');
      expect(await isSignedIn(browser)).toBe(true);
      expect((await answer(browser, asked.text, 'stay')).status).toBe(200);
      expect(await isSignedIn(browser)).toBe(true);
      const ended = await answer(browser, asked.text, 'end');
      expect(ended.headers.getSetCookie()[0]).toContain('guichet-browser=;');
      expect(await isSignedIn(browser)).toBe(false);
      expect(toldOf(person).map(({ clientId }) => clientId)).toEqual(['rp']);
    },
  );

  it('B9: the page lets its form go to us and back to the registered address, and loads nothing', async () => {
    const { browser } = await signedIn();
    const query = new URLSearchParams({ client_id: 'rp', post_logout_redirect_uri: BYE });
    const cookie = `guichet-browser=${browser.cookies().get('guichet-browser')}`;
    const response = await fetch(`${service.issuer}/oauth/end-session?${query}`, { headers: { cookie } });
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("form-action 'self' https://rp.example");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
  });

  it('B9: an answer taken from one browser ends nothing in another', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()];
    const { text } = await end(mine.browser, {});
    const answered = await answer(theirs.browser, text, 'end');
    expect(await answered.text()).toContain('<form'); // asked about its own session
    expect(await isSignedIn(theirs.browser)).toBe(true);
    expect(await isSignedIn(mine.browser)).toBe(true);
  });

  it('B9: an answer that is forged, or ten minutes old, is refused', async () => {
    const { browser } = await signedIn();
    const { text } = await end(browser, {});
    expect((await answer(browser, text.replace('name="logout" value="', '$&AA'), 'end')).status).toBe(400);
    service.advance(601);
    expect((await answer(browser, text, 'end')).status).toBe(400);
    expect(await isSignedIn(browser)).toBe(true);
  });
});

describe('where nobody is signed in', () => {
  it('B9: §3: it goes back all the same; without a way back a page says so, in the language asked for', async () => {
    const { tokens } = await signedIn();
    const hinted = { id_token_hint: tokens.id_token, post_logout_redirect_uri: BYE };
    expect((await end(service.browser(), hinted)).location).toBe(BYE);
    const byId = { client_id: 'rp', post_logout_redirect_uri: BYE };
    expect((await end(service.browser(), byId)).location).toBe(BYE);
    const { status, text } = await end(service.browser(), { ui_locales: 'ja' });
    expect(status).toBe(200);
    expect(text).toContain('lang="ja"');
  });

  it('B9: §2: POST by form: another site’s comes without cookie, so it is sent on, nothing of it in the address', async () => {
    const { browser, tokens } = await signedIn();
    const body = new URLSearchParams({
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: BYE,
      state: 'mine',
    });
    const response = await fetch(`${service.issuer}/oauth/end-session`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    const onward = response.headers.get('location') ?? '';
    expect(response.status).toBe(303);
    expect(onward).toMatch(/\/oauth\/end-session\?logout=[\w-]+$/);
    const { location } = await browser.visit(onward);
    expect(location).toBe(`${BYE}?state=mine`);
    expect(await isSignedIn(browser)).toBe(false);
  });

  it.each([
    ['§3: an address that is not registered', { client_id: 'rp', post_logout_redirect_uri: `${BYE}/more` }],
    [
      "§3: another client's address",
      { client_id: 'rp', post_logout_redirect_uri: 'https://other.example/bye' },
    ],
    ['§3: an address without client', { post_logout_redirect_uri: BYE }],
    ['an unknown client', { client_id: 'nobody', post_logout_redirect_uri: BYE }],
    ['§2: a hint that is none of ours', { id_token_hint: 'e30.e30.e30', post_logout_redirect_uri: BYE }],
    ['a sealed request that is none', { logout: 'AAAA' }],
  ])('B9: shows a page and goes nowhere for %s', async (_name, parameters) => {
    const { browser } = await signedIn();
    const { status, location } = await end(browser, parameters as Record<string, string>);
    expect([status, location]).toEqual([400, null]);
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('B9: §2: client_id must be the one the hint was issued to', async () => {
    const { browser, tokens } = await signedIn();
    const { status } = await end(browser, {
      id_token_hint: tokens.id_token,
      client_id: 'other',
      post_logout_redirect_uri: 'https://other.example/bye',
    });
    expect(status).toBe(400);
  });
});
