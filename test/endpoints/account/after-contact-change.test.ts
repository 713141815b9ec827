import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { change, reachable, startContactService, unusedContacts } from '../../support/contacts.ts';
import { operatorBrowser } from '../../support/holder.ts';
import { testPhone } from '../../support/phone.ts';
import {
  approve,
  authorizationParameters,
  CALLBACK,
  openPage,
  redeem,
  SECRET,
} from '../../support/relying-party.ts';
import { codeSentTo, type PersonWithPhone, type SignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startContactService();
  await service.register({
    client_id: 'rp',
    client_secret_hash: hashSecret(SECRET),
    redirect_uris: [CALLBACK],
    remember_consent: true,
  });
});
afterAll(() => service.stop());

/** The same person, who gives the number they have now. */
const calling = (person: PersonWithPhone, phone: string): PersonWithPhone => ({
  ...person,
  identity: { ...person.identity, phone_number: phone },
});

async function signIn(person: PersonWithPhone, scope = 'openid email phone') {
  const page = await openPage(service, { scope });
  await approve(page, person);
  const { body } = await page.post('consent', { decision: 'allow' });
  const code = new URL(body.redirectTo ?? '').searchParams.get('code') ?? '';
  return { page, tokens: (await redeem(service, { code })).body };
}

async function userinfo(accessToken: unknown): Promise<Record<string, unknown>> {
  const headers = { authorization: `Bearer ${String(accessToken)}` };
  const answer = await fetch(`${service.issuer}/oauth/userinfo`, { headers });
  return (await answer.json()) as Record<string, unknown>;
}

const recover = (phone: string) => service.browser().call('POST', '/api/authenticator/recovery', { phone });
const tokenSent = (): string => new URL(service.aws.sent.queued.at(-1)?.data.link ?? '').hash.slice(1);
const open = (token: string) => service.browser().call('POST', '/api/authenticator/activation', { token });

describe('signing in, after another number', () => {
  it('B3: the new number asks the phone; the former one asks nobody’s', async () => {
    const person = await reachable(service);
    const { phone } = unusedContacts();
    await change(service, person, 'phone', phone);
    const former = await openPage(service);
    expect((await former.post('phone', { phone: person.identity.phone_number })).status).toBe(200);
    expect(await person.phone.approvals()).toEqual([]);
    const { tokens } = await signIn(calling(person, phone));
    expect(tokens.id_token).toBeDefined();
  });

  it('B5: the same subject and consent; a service reads the new address and number, verified', async () => {
    const person = await reachable(service);
    const before = await signIn(person);
    const { email, phone } = unusedContacts();
    await change(service, person, 'email', email);
    await change(service, person, 'phone', phone);
    const now = await userinfo(before.tokens.access_token);
    expect(now).toMatchObject({
      email,
      email_verified: true,
      phone_number: phone,
      phone_number_verified: true,
    });
    const page = await openPage(service, { scope: 'openid email phone' });
    await approve(page, calling(person, phone));
    const { body } = await page.post('consent', { decision: 'allow' });
    const code = new URL(body.redirectTo ?? (await page.show()).redirectTo ?? '').searchParams.get('code');
    const after = await redeem(service, { code: code ?? '' });
    expect((await userinfo(after.body.access_token)).sub).toBe(now.sub);
  });

  it('B10: a browser that was recognised before is not any more', async () => {
    const person = await reachable(service);
    const { page } = await signIn(person, 'openid');
    const silent = async () => {
      const parameters = authorizationParameters({ scope: 'openid', prompt: 'none', acr_values: 'eidas1' });
      const { location } = await page.browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
      return new URL(location ?? '').searchParams;
    };
    expect((await silent()).get('code')).toBeTruthy();
    await change(service, person, 'phone', unusedContacts().phone);
    expect((await silent()).get('error')).toBe('login_required');
  });

  it('B3: a question that is open on the phone stays, and can be answered', async () => {
    const person = await reachable(service);
    const page = await openPage(service, { scope: 'openid' });
    await page.post('phone', { phone: person.identity.phone_number });
    await change(service, person, 'phone', unusedContacts().phone);
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('no approval');
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(200);
    expect((await page.show()).state).toBe('consent');
  });
});

describe('recovery, after another address or number', () => {
  it('B4: a link sent to the former address opens nothing any more', async () => {
    const person = await reachable(service);
    await recover(person.identity.phone_number);
    const link = tokenSent();
    expect((await open(link)).status).toBe(200);
    await change(service, person, 'email', unusedContacts().email);
    expect((await open(link)).body.code).toBe('link-expired');
  });

  it('B4: a phone admitted by a link to the former address gets no PIN any more', async () => {
    const person = await reachable(service);
    await recover(person.identity.phone_number);
    const link = tokenSent();
    await open(link);
    const code = codeSentTo(service, person.identity.phone_number);
    await change(service, person, 'email', unusedContacts().email);
    const done = await testPhone(service.browser()).activate(link, code, '5927');
    expect(done.body.code).toBe('link-expired');
    expect((await person.phone.call('GET', '/api/account/identity')).status).toBe(200);
  });

  it('B4: goes by the new ones: link to the new address, code to the new number; the code of the former is none', async () => {
    const person = await reachable(service);
    await recover(person.identity.phone_number);
    await open(tokenSent());
    const formerCode = codeSentTo(service, person.identity.phone_number);
    const { email, phone } = unusedContacts();
    await change(service, person, 'email', email);
    await change(service, person, 'phone', phone);
    await recover(phone);
    expect(service.aws.sent.queued.at(-1)?.to.email).toBe(email);
    const link = tokenSent();
    await open(link);
    const code = codeSentTo(service, phone);
    const refused = await testPhone(service.browser()).activate(link, formerCode, '5927');
    if (formerCode !== code) expect(refused.body.code).toBe('code-wrong');
    expect((await testPhone(service.browser()).activate(link, code, '5927')).status).toBe(200);
  });
});

describe('the counter, after another address or number', () => {
  it('X3: finds the person by the new ones, and by the former no more', async () => {
    const person = await reachable(service);
    const { email, phone } = unusedContacts();
    await change(service, person, 'email', email);
    await change(service, person, 'phone', phone);
    const operator = await operatorBrowser(service);
    const found = async (by: string, value: string) => {
      const answer = await operator.call<{ people: readonly object[] }>('POST', '/api/registry/search', {
        by,
        value,
      });
      return answer.body.people.length;
    };
    expect([
      await found('email', email),
      await found('phone', phone),
      await found('email', person.identity.email),
      await found('phone', person.identity.phone_number),
    ]).toEqual([1, 1, 0, 0]);
  });
});
