import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import {
  approve,
  callsOf,
  codeFor,
  openPage,
  type Page,
  redeem,
  SECRET,
} from '../../support/relying-party.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;

beforeAll(async () => {
  service = await startSignInService();
  const client_secret_hash = hashSecret(SECRET);
  await service.register({ client_id: 'rp', client_secret_hash, logo_uri: 'https://rp.example/logo.svg' });
  await service.register({ client_id: 'remembering', client_secret_hash, remember_consent: true });
  person = await service.personWithPhone();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const errorIn = (url: string | undefined): string | null => new URL(url ?? '').searchParams.get('error');

describe('the page', () => {
  it('B3: names who asks and for what, in the language asked for', async () => {
    const page = await openPage(service, { ui_locales: 'fr', login_hint: 'tel:+33 6 12 34-56 78' });
    expect(await page.show()).toMatchObject({
      state: 'phone',
      client: { name: 'Tax service', purpose: 'payer vos impôts', logoUri: 'https://rp.example/logo.svg' },
      language: 'fr',
      phoneHint: '+33612345678',
    });
  });

  it('B3: an unanswered request leads back to the number, the end of the interaction to access_denied', async () => {
    const person = await service.personWithPhone();
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    service.advance(181);
    expect(await page.show()).toMatchObject({ state: 'phone', notice: 'expired' });
    expect((await page.post('phone', { phone: person.identity.phone_number })).body.state).toBe('waiting');
    service.advance(600);
    const view = await page.show();
    expect([view.state, errorIn(view.redirectTo)]).toEqual(['expired', 'access_denied']);
    expect((await page.post('phone', { phone: person.identity.phone_number })).status).toBe(409);
  });

  it('B3: refused on the phone: access_denied goes back to the relying party', async () => {
    const page = await openPage(service);
    await page.post('phone', { phone: person.identity.phone_number });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    expect((await person.phone.decide(approval, 'refuse')).body).toEqual({ state: 'refused' });
    const view = await page.show();
    expect(view.state).toBe('finished');
    const back = new URL(view.redirectTo ?? '');
    expect([errorIn(view.redirectTo), back.searchParams.get('state')]).toEqual(['access_denied', 'a state']);
    expect((await page.post('consent', { decision: 'allow' })).status).toBe(409);
    expect((await page.post('phone', { phone: person.identity.phone_number })).status).toBe(409);
  });
});

describe('the browser that began is the only one that goes on', () => {
  it('B5: says why the service wants what it asks for, and nothing of what it does not ask', async () => {
    await service.register({
      client_id: 'reasons',
      claim_purposes: { given_name: 'To greet you.', email: 'To write to you.' },
    });
    const page = await openPage(service, { client_id: 'reasons' });
    await approve(page, person);
    expect(await page.show()).toMatchObject({
      state: 'consent',
      claimPurposes: { given_name: 'To greet you.' },
    });
    expect((await page.show()).claimPurposes).not.toHaveProperty('email');
  });

  it('B2: another browser, without the cookie, is told there is nothing', async () => {
    const page = await openPage(service);
    const stranger = service.browser();
    for (const [method, path] of [
      ['GET', page.path],
      ['POST', `${page.path}/cancel`],
    ] as const) {
      expect((await stranger.call(method, path)).status).toBe(404);
    }
    expect((await stranger.call('POST', `${page.path}/consent`, { decision: 'allow' })).status).toBe(404);
  });

  it('B2: the cookie of one interaction does not open another', async () => {
    const [mine, theirs] = [await openPage(service), await openPage(service)];
    expect((await mine.browser.call('GET', theirs.path)).status).toBe(404);
  });

  it("X2: another site's page cannot send the consent (Fetch Metadata)", async () => {
    const page = await openPage(service);
    await approve(page, person);
    const headers = { 'sec-fetch-site': 'cross-site' };
    const answer = await page.browser.call('POST', `${page.path}/consent`, { decision: 'allow' }, headers);
    expect(answer.status).toBe(403);
    expect((await page.show()).state).toBe('consent');
  });
});

describe('what the person is worth for the request', () => {
  const outcome = async (page: Page): Promise<string | null> => {
    const view = await page.show();
    expect(view.state).toBe('finished');
    const consented = await page.post('consent', { decision: 'allow' });
    expect(errorIn(consented.body.redirectTo)).toBe(errorIn(view.redirectTo));
    return errorIn(view.redirectTo);
  };

  it('B6: eidas2 asked of a person proved at low: unmet_authentication_requirements, after the phone only', async () => {
    const low = await service.personWithPhone({ level: 'low' });
    const page = await openPage(service, { acr_values: 'eidas2' });
    await page.post('phone', { phone: low.identity.phone_number });
    expect((await page.show()).state).toBe('waiting');
    await approve(page, low);
    expect(await outcome(page)).toBe('unmet_authentication_requirements');
  });

  it('B6: OIDC Core §3.1.2.1 id_token_hint: the same person goes on, another gets login_required', async () => {
    const code = await codeFor(service, person);
    const id_token_hint = (await redeem(service, { code })).body.id_token ?? '';
    const same = await openPage(service, { id_token_hint });
    await approve(same, person);
    expect((await same.show()).state).toBe('consent');
    const other = await openPage(service, { id_token_hint });
    await approve(other, await service.personWithPhone());
    expect(await outcome(other)).toBe('login_required');
  });

  it('B6: OIDC Core §5.5.1: a sub demanded by value that is not the person gives login_required', async () => {
    const claims = JSON.stringify({ id_token: { sub: { value: `${'0'.repeat(64)}v1` } } });
    const page = await openPage(service, { claims });
    await approve(page, person);
    expect(await outcome(page)).toBe('login_required');
  });

  it('X3: suspended between approval and consent: access_denied', async () => {
    const other = await service.personWithPhone();
    const page = await openPage(service);
    await approve(page, other);
    await put('accounts', { ...other.account, status: 'suspended', deviceId: other.phone.deviceId });
    expect(await outcome(page)).toBe('access_denied');
  });
});

describe('cost', () => {
  it('B3: a page without a question costs no call, a poll while waiting one read', async () => {
    const page = await openPage(service);
    expect(await callsOf(service, () => page.show())).toEqual({});
    await page.post('phone', { phone: person.identity.phone_number });
    expect(await callsOf(service, () => page.show())).toEqual({ 'DynamoDB.BatchGetItem': 1 });
  });
});
