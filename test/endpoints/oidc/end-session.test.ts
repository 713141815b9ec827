import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { codeFor, redeem, SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

const BYE = 'https://rp.example/bye';
let service: SignInService;
let idToken: string;

beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp', client_secret_hash: hashSecret(SECRET) });
  await service.register({ client_id: 'other', post_logout_redirect_uris: ['https://other.example/bye'] });
  const code = await codeFor(service, await service.personWithPhone());
  idToken = (await redeem(service, { code })).body.id_token ?? '';
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const end = (parameters: Record<string, string>) =>
  service.browser().visit(`${service.issuer}/oauth/end-session?${new URLSearchParams(parameters)}`);

describe('GET /oauth/end-session (RP-Initiated Logout)', () => {
  it('B1: §3: goes back to the registered address with the state, even by an expired hint (§2)', async () => {
    service.advance(3600);
    const { status, location } = await end({
      id_token_hint: idToken,
      post_logout_redirect_uri: BYE,
      state: 'x y',
    });
    expect([status, location]).toEqual([303, `${BYE}?state=x+y`]);
  });

  it('B1: client_id alone names the client too; without state the address is as registered', async () => {
    const { location } = await end({ client_id: 'rp', post_logout_redirect_uri: BYE });
    expect(location).toBe(BYE);
  });

  it('B1: POST by form', async () => {
    const body = new URLSearchParams({ id_token_hint: idToken, post_logout_redirect_uri: BYE });
    const response = await fetch(`${service.issuer}/oauth/end-session`, {
      method: 'POST',
      body,
      redirect: 'manual',
    });
    expect(response.headers.get('location')).toBe(BYE);
  });

  it('B1: without a way back a page says that no session is kept', async () => {
    const { status, text } = await end({ ui_locales: 'ja' });
    expect(status).toBe(200);
    expect(text).toContain('lang="ja"');
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
  ])('B1: shows a page and goes nowhere for %s', async (_name, parameters) => {
    const { status, location } = await end(parameters as Record<string, string>);
    expect([status, location]).toEqual([400, null]);
  });

  it('B1: §2: client_id must be the one the hint was issued to', async () => {
    const { status } = await end({
      id_token_hint: idToken,
      client_id: 'other',
      post_logout_redirect_uri: 'https://other.example/bye',
    });
    expect(status).toBe(400);
  });
});
