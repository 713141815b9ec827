import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PushSubscriptionView } from '../../lambdas/contracts/authenticator.ts';
import type { CertificateApplicationView, CertificatesView } from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import type { AccountExport } from '../../lambdas/contracts/leaving.ts';
import type { RegistryPersonView } from '../../lambdas/contracts/registry.ts';
import { LAPTOP_PASSWORD } from '../../local/seed.ts';
import {
  base64,
  certificationRequest,
  requestKey,
  type TestRequestKey,
} from '../support/certification-request.ts';
import { awaitMessage, codeIn, ok, outbox, tokenIn, until } from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { type TestBrowser, testBrowser } from '../support/http.ts';
import { type Phone, testPhone } from '../support/phone.ts';
import { startPushService } from '../support/push-service.ts';
import { arriveFrom, ask } from '../support/sign-in-flow.ts';

/** What a holder and the counter do, on the laptop cloud with its grants: log in, sign with the share, move, be unlocked. */

const PIN = '7391';
const EMAIL = 'camille.durand@example.org';
const NUMBER = '+33612340101';
const NONE = { channel: 'sms', to: '', text: '', links: [], at: '' } as const;
let guichet: RunningGuichet;
let phone: Phone;
let counter: TestBrowser;
beforeAll(async () => {
  guichet = await startGuichet();
  phone = await activatedPhone();
  counter = testBrowser(guichet.origin);
  await ok(counter.call('POST', '/api/review/session', { username: 'alice', password: LAPTOP_PASSWORD }));
}, 240_000);
afterAll(() => guichet.stop());

async function activatedPhone(email = EMAIL, number = NUMBER): Promise<Phone> {
  const mail = await awaitMessage(
    guichet.origin,
    ({ to, links }) => to === email && links.some((link) => link.includes('/app/activate#')),
  );
  const token = tokenIn(mail);
  const made = testPhone(testBrowser(guichet.origin));
  await ok(made.call('POST', '/api/authenticator/activation', { token }));
  const sms = (await outbox(guichet.origin)).findLast(({ to }) => to.replaceAll(' ', '') === number);
  await ok(made.activate(token, sms ? codeIn(sms) : '', PIN));
  await ok(made.call('POST', '/api/authenticator/log-in', { pin: PIN }));
  return made;
}

async function certify(kind: string, key: TestRequestKey): Promise<IssuedCertificate> {
  const applications = '/api/certificates/applications';
  const { application, attributes } = await ok<CertificateApplicationView>(
    phone.call('POST', applications, { kind }),
  );
  await ok(
    phone.call('POST', `${applications}/${application}/confirm`, { ...(attributes && { attributes }) }),
  );
  const request = base64(certificationRequest(key));
  return ok<IssuedCertificate>(phone.call('POST', `${applications}/${application}/certificate`, { request }));
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const found = async (): Promise<RegistryPersonView> => {
  const { people } = await ok<{ people: { account: string }[] }>(
    counter.call('POST', '/api/registry/search', { by: 'phone', value: NUMBER }),
  );
  return ok<RegistryPersonView>(
    counter.call('GET', `/api/registry/people/${people[0]?.account}?identified=in-person`),
  );
};

describe('a holder and the counter', () => {
  it('C2: the share is released for the password, locked at five, and unlocked at the counter', {
    timeout: 120_000,
  }, async () => {
    const key = requestKey('P-256');
    const publicKey = base64url(createHash('sha256').update(key.spki).digest());
    const verifier = base64url(randomBytes(32));
    const made = await ok<{ key: string; share: string }>(
      phone.call('POST', '/api/signing-keys', { verifier, publicKey }),
    );
    const release = (typed: string) =>
      phone.call('POST', `/api/signing-keys/${made.key}/share`, {
        verifier: typed,
        purpose: 'sign',
        digest: base64url(randomBytes(32)),
      });
    expect((await release(verifier)).body.code).toBe('signing-certificate-none');
    await certify('signature', key);
    expect((await release(verifier)).body.share).toBe(made.share);
    const wrong = base64url(randomBytes(32));
    for (let attempt = 0; attempt < 5; attempt += 1) await release(wrong);
    expect((await release(verifier)).body.code).toBe('signing-password-locked');
    const person = await found();
    expect(person.signingKeys).toMatchObject([{ key: made.key, locked: true }]);
    const unlock = { what: 'signing-password', identified: true };
    await ok(counter.call('POST', `/api/registry/people/${person.account}/unlock`, unlock));
    expect((await release(verifier)).body.share).toBe(made.share);
  });

  it('C4 E6: a new address ends SIGNATURE alone, and the guidance to move is told', {
    timeout: 120_000,
  }, async () => {
    await certify('authentication', phone.key);
    const address = { street: '3 quai Gailleton', postalCode: '33000', city: 'Bordeaux', country: 'FR' };
    const { ended } = await ok<{ ended: string[] }>(phone.call('PUT', '/api/account/address', address));
    expect(ended).toHaveLength(1);
    const { certificates } = await ok<CertificatesView>(phone.call('GET', '/api/certificates'));
    expect(certificates.map(({ kind, status }) => [kind, status]).sort()).toEqual([
      ['authentication', 'good'],
      ['signature', 'revoked'],
    ]);
    const mail = await awaitMessage(
      guichet.origin,
      ({ to, links }) => to === EMAIL && links.some((link) => link.endsWith('/app/move')),
    );
    expect(mail.text).not.toContain('Gailleton');
    await ok(phone.call('PUT', '/api/mailbox', { acceptsElectronicDelivery: true }));
    const box = await ok<object>(phone.call('GET', '/api/mailbox/items?folder=notices'));
    expect(JSON.stringify(box)).toMatch(/You have moved|Vous avez déménagé|お引っ越し/);
    const identity = await ok<{ address: object }>(phone.call('GET', '/api/account/identity'));
    expect(identity.address).toEqual(address);
  });

  it('C1 C5: suspended at the counter, the certificate no longer counts at log-in; lifted, it does', {
    timeout: 120_000,
  }, async () => {
    const method = async () =>
      (await ok<{ method: string }>(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }))).method;
    expect(await method()).toBe('certificate');
    const serial = (await found()).certificates.find(({ kind }) => kind === 'authentication')?.serial;
    const suspension = `/api/registry/certificates/${serial}/suspension`;
    await ok(counter.call('POST', suspension, {}));
    expect(await method()).toBe('pin');
    expect((await phone.call('DELETE', `/api/certificates/${serial}/suspension`)).status).toBe(403);
    await ok(counter.call('DELETE', suspension));
    expect(await method()).toBe('certificate');
    const revocation = `/api/registry/certificates/${serial}/revocation`;
    await ok(counter.call('POST', revocation, { reason: 'key-compromise' }));
    expect(await method()).toBe('pin');
  });

  it('B3: a phone that takes pushes is woken so, and by a text message when that is asked for', {
    timeout: 60_000,
  }, async () => {
    const pushService = await startPushService();
    const path = '/api/authenticator/push-subscription';
    const { applicationServerKey } = await ok<PushSubscriptionView>(phone.call('GET', path));
    const endpoint = pushService.subscribe(applicationServerKey);
    expect((await phone.call('PUT', path, { endpoint })).status).toBe(204);
    const texts = async () =>
      (await outbox(guichet.origin)).filter(
        ({ to, text }) => to.replaceAll(' ', '') === NUMBER && text.includes('/app'),
      ).length;
    const before = await texts();
    const page = await arriveFrom(guichet);
    await ask(page, NUMBER);
    await until('the push', 30_000, async () => pushService.pushed[0]);
    expect([pushService.statuses, await texts()]).toEqual([[201], before]);
    await ok(page.web.call('POST', `/api/sign-in/${page.id}/text-message`));
    await until('the text message', 30_000, async () => (await texts()) > before || undefined);
    expect(pushService.pushed).toHaveLength(1);
    pushService.behave(410);
    await ask(await arriveFrom(guichet), NUMBER);
    await until('the other text message', 30_000, async () => (await texts()) > before + 1 || undefined);
    const { subscribed } = await ok<PushSubscriptionView>(phone.call('GET', path));
    expect(subscribed).toBe(false);
    pushService.stop();
  });

  it('B4 C2: a locked code is unlocked at the counter, and is still the same', {
    timeout: 60_000,
  }, async () => {
    const logIn = (pin: string) => phone.call('POST', '/api/authenticator/log-in', { pin });
    for (let attempt = 0; attempt < 3; attempt += 1) await logIn('0000');
    expect((await logIn(PIN)).body.code).toBe('pin-locked');
    const { account } = await found();
    await ok(
      counter.call('POST', `/api/registry/people/${account}/unlock`, { what: 'pin', identified: true }),
    );
    expect((await logIn(PIN)).status).toBe(201);
  });

  it('E3: an organisation that a person registered is admitted at the counter', {
    timeout: 60_000,
  }, async () => {
    const digest = base64url(randomBytes(32));
    const paper = { digest, size: 1000 };
    await ok(
      phone.call('POST', '/api/organisations', {
        number: '732829320',
        name: 'Boulangerie Durand',
        kind: 'company',
        town: 'Lyon',
        taxNumber: 'FR44732829320',
        powerOfAttorney: paper,
        registerExtract: paper,
      }),
    );
    const compared = { powerOfAttorney: true, registerExtract: true, representative: true };
    const { body } = await counter.call('POST', '/api/registry/organisations/732829320/decision', {
      decision: 'admit',
      compared,
    });
    expect([body.status, body.decidedBy]).toEqual(['active', 'alice']);
    await awaitMessage(guichet.origin, ({ to, text }) => to === EMAIL && text.includes('Boulangerie Durand'));
  });

  it('B11: another address and number; told at the former ones; undone by the link, and recovered with them', {
    timeout: 180_000,
  }, async () => {
    const [email, number] = ['camille@nouvelle-adresse.example', '+33612340909'];
    const sentTo = (address: string, holds: string) =>
      awaitMessage(
        guichet.origin,
        ({ to, text, links }) =>
          to.replaceAll(' ', '') === address && (text + links.join(' ')).includes(holds),
      );
    await ok(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }));
    await ok(phone.call('POST', '/api/account/email', { email }));
    const emailCode = codeIn(await sentTo(email, 'code'));
    await ok(phone.call('POST', '/api/account/email/confirm', { email, code: emailCode }));
    const undo = tokenIn(await sentTo(EMAIL, '/undo#'));
    await ok(phone.call('POST', '/api/account/phone', { phone: number }));
    const code = codeIn((await outbox(guichet.origin)).findLast(({ to }) => to === number) ?? NONE);
    await ok(phone.call('POST', '/api/account/phone/confirm', { phone: number, code }));
    await sentTo(email, '/undo#');
    const identity = await ok<{ email: string; phone: string }>(phone.call('GET', '/api/account/identity'));
    expect(identity).toMatchObject({ email, phone: number });

    const stranger = testBrowser(guichet.origin);
    expect((await stranger.call('POST', '/api/account/contacts/undo', { token: undo })).status).toBe(204);
    expect((await phone.call('GET', '/api/account/identity')).status).toBe(401);
    await sentTo(EMAIL, '/recover');
    const earlier = (await outbox(guichet.origin)).flatMap(({ links }) => links);
    await stranger.call('POST', '/api/authenticator/recovery', { phone: NUMBER });
    const mail = await awaitMessage(
      guichet.origin,
      ({ to, links: [page = ''] }) =>
        to === EMAIL && page.includes('/app/activate#') && !earlier.includes(page),
    );
    const link = tokenIn(mail);
    const recovered = testPhone(testBrowser(guichet.origin));
    await ok(recovered.call('POST', '/api/authenticator/activation', { token: link }));
    const sms = (await outbox(guichet.origin)).findLast(({ to }) => to.replaceAll(' ', '') === NUMBER);
    await ok(recovered.activate(link, codeIn(sms ?? NONE), '5926'));
    expect((await found()).account).toBeDefined();
  });

  it('B11: suspended and given back, with another code; taken along, closed, erased', {
    timeout: 180_000,
  }, async () => {
    const [email, number] = ['karim.haddad@atelier-lumen.example', '+33612340102'];
    const person = await activatedPhone(email, number);
    const search = () =>
      ok<{ people: { account: string }[] }>(
        counter.call('POST', '/api/registry/search', { by: 'phone', value: number }),
      );
    const [{ account } = { account: '' }] = (await search()).people;
    const suspension = `/api/registry/people/${account}/suspension`;
    await ok(counter.call('POST', suspension, { reason: 'on-request', identified: true }));
    expect((await person.call('GET', '/api/account/identity')).status).toBe(403);
    await ok(counter.call('DELETE', suspension));
    expect((await person.call('GET', '/api/account/identity')).status).toBe(401);

    const codes = { current: PIN, pin: '5926', repeated: '5926' };
    expect((await person.call('PUT', '/api/account/pin', codes)).status).toBe(204);
    await ok(person.call('POST', '/api/authenticator/log-in', { pin: '5926' }));
    const taken = await ok<AccountExport>(person.call('GET', '/api/account/export'));
    expect(taken).toMatchObject({
      identity: { email, family_name: 'HADDAD' },
      phones: [{ status: 'bound' }],
    });
    await ok(person.call('GET', '/api/account/export/box'));
    expect(await ok(person.call('GET', '/api/account/closure'))).toEqual({ obstacles: [] });
    const closed = await person.call('DELETE', '/api/account', { confirmation: 'DELETE' });
    expect(closed.status).toBe(204);
    expect((await person.call('GET', '/api/authenticator/approvals')).status).toBe(401);

    await guichet.advance(61);
    await awaitMessage(
      guichet.origin,
      ({ to, subject }) => to === email && subject?.includes('closed') === true,
    );
    await until('the erasure', 60_000, async () => ((await search()).people.length === 0 ? true : undefined));
    await ok(counter.call('POST', '/api/registry/search', { by: 'account', value: account }));
    expect((await counter.call('GET', `/api/registry/people/${account}?identified=ex-officio`)).status).toBe(
      404,
    );
  });
});
