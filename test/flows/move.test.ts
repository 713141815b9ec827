import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AddressView } from '../../lambdas/contracts/account.ts';
import type { CertificateApplicationView, CertificatesView } from '../../lambdas/contracts/certificates.ts';
import type { BoxItemsView, BoxItemView } from '../../lambdas/contracts/mailbox.ts';
import type { DirectoryView, MoveView } from '../../lambdas/contracts/moves.ts';
import { base64, certificationRequest, requestKey } from '../support/certification-request.ts';
import { awaitMessage, codeIn, ok, outbox, tokenIn } from '../support/citizen.ts';
import { type RunningGuichet, startGuichet } from '../support/guichet.ts';
import { testBrowser } from '../support/http.ts';
import { openBusiness, type TestBusiness } from '../support/moves.ts';
import { type Phone, testPhone } from '../support/phone.ts';

/** One-stop moving on the laptop cloud, with its grants, its queue and its businesses; killed while businesses are being told. */

const PIN = '7391';
const EMAIL = 'camille.durand@example.org';
const NUMBER = '+33612340101';
const TOLD = 12;
let guichet: RunningGuichet;
let phone: Phone;
let slow: TestBusiness | undefined;
beforeAll(async () => {
  guichet = await startGuichet();
  phone = await activatedPhone();
  await certify('authentication', phone.key);
  await certify('signature', requestKey('P-256'));
  await ok(phone.call('PUT', '/api/mailbox', { acceptsElectronicDelivery: true }));
  await logIn();
}, 240_000);
afterAll(async () => {
  await slow?.stop();
  await guichet?.stop();
});

/** As an operator does: `npm run businesses -- import`. */
function enter({ entry }: TestBusiness): void {
  const file = join(guichet.data, 'business.json');
  writeFileSync(file, JSON.stringify([entry]));
  const command = ['bin/businesses.ts', 'import', file, '--stage', 'laptop'];
  execFileSync(process.execPath, command, { env: { ...process.env, GUICHET_DATA: guichet.data } });
}

/** How often a message was told to come later, since the counters began. */
async function postponements(): Promise<number> {
  const report = await (await fetch(`${guichet.origin}/__local/calls`)).json();
  const { operations } = report as { operations: Record<string, { calls: number }> };
  return operations['sqs:ChangeMessageVisibility']?.calls ?? 0;
}

const logIn = () => ok(phone.call('POST', '/api/authenticator/log-in', { pin: PIN }));

async function activatedPhone(): Promise<Phone> {
  const mail = await awaitMessage(
    guichet.origin,
    ({ to, links }) => to === EMAIL && links.some((link) => link.includes('/app/activate#')),
  );
  const token = tokenIn(mail);
  const made = testPhone(testBrowser(guichet.origin));
  await ok(made.call('POST', '/api/authenticator/activation', { token }));
  const sms = (await outbox(guichet.origin)).findLast(({ to }) => to.replaceAll(' ', '') === NUMBER);
  await ok(made.activate(token, sms ? codeIn(sms) : '', PIN));
  await ok(made.call('POST', '/api/authenticator/log-in', { pin: PIN }));
  return made;
}

async function certify(kind: string, key: Parameters<typeof certificationRequest>[0]): Promise<void> {
  const applications = '/api/certificates/applications';
  const { application, attributes } = await ok<CertificateApplicationView>(
    phone.call('POST', applications, { kind }),
  );
  await ok(
    phone.call('POST', `${applications}/${application}/confirm`, { ...(attributes && { attributes }) }),
  );
  const request = base64(certificationRequest(key));
  await ok(phone.call('POST', `${applications}/${application}/certificate`, { request }));
}

/** Asks until it is so; the queue and the stream deliver within seconds. */
async function until<T>(ask: () => Promise<T>, isSo: (value: T) => boolean, seconds = 60): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await ask();
    if (isSo(value) || Date.now() > deadline) return value;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const notices = () => ok<BoxItemsView>(phone.call('GET', '/api/mailbox/items?folder=notices'));

describe('one-stop moving', () => {
  it('E6: a new address ends SIGNATURE alone, and guides to the businesses', {
    timeout: 90_000,
  }, async () => {
    const address = { street: '3 quai du Port', postalCode: '13002', city: 'Marseille', country: 'FR' };
    const { ended } = await ok<AddressView>(phone.call('PUT', '/api/account/address', address));
    expect(ended).toHaveLength(1);
    const { certificates } = await ok<CertificatesView>(phone.call('GET', '/api/certificates'));
    const statusOf = (kind: string) => certificates.find((one) => one.kind === kind)?.status;
    expect([statusOf('authentication'), statusOf('signature')]).toEqual(['good', 'revoked']);
    const { items } = await until(notices, (box) => box.items.length > 0);
    const guidance = await ok<BoxItemView>(
      phone.call('GET', `/api/mailbox/items/${encodeURIComponent(items[0]?.id ?? '')}`),
    );
    expect(guidance.link).toBe('/app/move');
  });

  it('E6 E7: killed while twelve businesses are told, each has one notice and one signed receipt', {
    timeout: 240_000,
  }, async () => {
    const { businesses } = await ok<DirectoryView>(phone.call('GET', '/api/businesses'));
    expect(businesses.length).toBeGreaterThanOrEqual(20);
    expect(new Set(businesses.map(({ category }) => category)).size).toBe(5);
    const ticked = businesses.slice(0, TOLD).map(({ id }) => id);
    for (const id of ticked)
      await ok(phone.call('PUT', `/api/businesses/${id}/consent`, { contractNumber: `LY ${id.length}` }));
    const { move, attributes } = await ok<MoveView>(phone.call('POST', '/api/moves'));
    expect(attributes.address).toContain('Marseille');
    await ok(
      phone.call('POST', `/api/moves/${move}/notices`, {
        attributesCorrect: true,
        details: { movedOn: '2026-11-20' },
        businesses: ticked,
      }),
    );
    await guichet.kill();
    await guichet.restart();
    await guichet.advance(1200); // whoever died in the middle is believed dead; the session lives
    const look = () => ok<MoveView>(phone.call('GET', `/api/moves/${move}`));
    const done = await until(look, ({ state }) => state === 'done', 120);
    expect(done.notices.map(({ state }) => state)).toEqual(ticked.map(() => 'accepted'));
    const { items } = await notices();
    const results = items.filter(({ title }) => title.includes('knows your new address'));
    expect(results).toHaveLength(TOLD);
    const result = await ok<BoxItemView>(
      phone.call('GET', `/api/mailbox/items/${encodeURIComponent(results[0]?.id ?? '')}`),
    );
    const receipt = result.files.find(({ name }) => name === 'receipt.jwt');
    const jws = Buffer.from(receipt?.bytes ?? '', 'base64').toString();
    expect(decodeProtectedHeader(jws)).toMatchObject({ typ: 'address-change-receipt+jwt' });
    expect(decodeJwt(jws)).toMatchObject({ outcome: 'accepted' });
  });

  it('E6: a business in trouble is asked again after two minutes, before the queue’s own three', {
    timeout: 120_000,
  }, async () => {
    slow = await openBusiness('slow-business');
    const business = slow;
    business.behave(async (_notice, right) =>
      business.arrived.length === 1 ? { status: 503, body: 'later' } : { body: await right() },
    );
    enter(business);
    await fetch(`${guichet.origin}/__local/calls`, { method: 'DELETE' });
    await ok(phone.call('PUT', `/api/businesses/${business.id}/consent`, { contractNumber: 'S-1' }));
    const { move } = await ok<MoveView>(phone.call('POST', '/api/moves'));
    const order = { attributesCorrect: true, details: { movedOn: '2026-11-20' }, businesses: [business.id] };
    await ok(phone.call('POST', `/api/moves/${move}/notices`, order));
    const look = async () => (await ok<MoveView>(phone.call('GET', `/api/moves/${move}`))).notices[0];
    const waiting = await until(look, (notice) => notice?.reason !== undefined, 30);
    expect(waiting).toMatchObject({ state: 'queued', reason: 'status-503' });
    expect(await until(postponements, (count) => count > 0, 30)).toBe(1); // counted from now on, not from a clock moved before
    await guichet.advance(125);
    expect(await until(look, (notice) => notice?.state === 'accepted', 30)).toMatchObject({
      state: 'accepted',
    });
    expect(business.arrived).toHaveLength(2);
    expect(business.arrived[1]).toEqual(business.arrived[0]);
  });
});
