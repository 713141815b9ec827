import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoMoves } from '../../lambdas/adapters/aws/dynamo-moves.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import type { MoveView } from '../../lambdas/contracts/moves.ts';
import { noticeDigest } from '../../lambdas/domain/address-change/receipt.ts';
import type { BoxItemContent } from '../../lambdas/domain/box/box-items.ts';
import { type TellBusinessDeps, TryAgain, tellBusiness } from '../../lambdas/events/tell-business.ts';
import { certifyPhone } from '../support/certificate-record.ts';
import { accountOf, auditOf, citizen, logIn } from '../support/holder.ts';
import {
  type Behaviour,
  COURIER_CERTIFICATE,
  courier,
  startMoves,
  type TestBusiness,
  testBusiness,
} from '../support/moves.ts';
import type { PersonWithPhone, SignInService } from '../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startMoves();
});
afterAll(() => service?.stop());

const businesses: TestBusiness[] = [];
afterAll(() => Promise.all(businesses.map((business) => business.stop())));

interface Ordered {
  readonly person: PersonWithPhone;
  readonly business: TestBusiness;
  readonly order: { readonly moveId: string; readonly businessId: string };
  view(): Promise<MoveView['notices'][number] | undefined>;
}

let count = 0;
/** A person who has ordered one notice to a business of its own. */
async function ordered(behaviour?: Behaviour): Promise<Ordered> {
  count += 1;
  const business = await testBusiness(`business-${count}`);
  businesses.push(business);
  if (behaviour) business.behave(behaviour);
  const person = await citizen(service);
  await certifyPhone(person.phone);
  await logIn(person);
  await person.phone.call('PUT', `/api/businesses/${business.id}/consent`, { contractNumber: 'C-77' });
  const moveId = (await person.phone.call<MoveView>('POST', '/api/moves')).body.move;
  await person.phone.call('POST', `/api/moves/${moveId}/notices`, {
    attributesCorrect: true,
    details: { movedOn: '2026-11-01', phone: '+33612345678' },
    businesses: [business.id],
  });
  return {
    person,
    business,
    order: { moveId, businessId: business.id },
    view: async () => (await person.phone.call<MoveView>('GET', `/api/moves/${moveId}`)).body.notices[0],
  };
}

/** The notices of the person's box, opened. */
async function noticesOf(person: PersonWithPhone): Promise<readonly BoxItemContent[]> {
  const account = await accountOf(person);
  const { items } = await dynamoBoxItems('box-items').list(account.id, 'notices', 50);
  const data = kmsPersonalData('personal-data');
  return Promise.all(
    items.map(({ sealed }) => data.open<BoxItemContent>(account.id, account.wrappedKey, sealed)),
  );
}

const tell = (order: Ordered['order'], deps: TellBusinessDeps = courier(service), now = new Date()) =>
  tellBusiness(order, now, deps);
/** As the queue brings it again and again. */
async function tellUntilDone(order: Ordered['order'], deps: TellBusinessDeps): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const again = await tell(order, deps).then(
      () => false,
      (error: unknown) => error instanceof TryAgain,
    );
    if (!again) return attempt;
  }
}

describe('tell a business of a move', () => {
  it('E6: a signed notice with the number and the four attributes; the signed receipt lies in the Notices box', async () => {
    const { person, business, order, view } = await ordered();
    await tell(order);
    const [{ jws, key } = { jws: '', key: '' }] = business.arrived;
    const publicKey = await importJWK({ ...(await courier(service).signer.publicJwk()) }, 'ES256');
    const { protectedHeader } = await compactVerify(jws, publicKey);
    expect(protectedHeader).toMatchObject({
      typ: 'address-change+jwt',
      x5c: [COURIER_CERTIFICATE.toString('base64')],
    });
    expect(decodeJwt(jws)).toMatchObject({
      iss: service.issuer,
      aud: business.id,
      jti: key,
      contract_number: 'C-77',
      name: 'Maëlys Gaëlle Marie MARTIN',
      birthdate: '1990-07-13',
      sex: 'female',
      address: '12 rue des Lilas, 75012 Paris, FR',
      moved_on: '2026-11-01',
      phone_number: '+33612345678',
    });
    expect(await view()).toMatchObject({ state: 'accepted' });
    const [notice] = await noticesOf(person);
    expect(notice?.title).toContain(business.entry.name);
    const receipt = Buffer.from(
      notice?.files.find(({ name }) => name === 'receipt.jwt')?.bytes ?? '',
      'base64',
    ).toString();
    const receiptKey = await importJWK(business.entry.receiptKey);
    expect((await compactVerify(receipt, receiptKey)).protectedHeader.alg).toBe('ES256');
    expect(decodeJwt(receipt)).toMatchObject({ iss: business.id, notice_digest: noticeDigest(jws) });
  });

  it('E6: the order arriving five times, one after the other and at once, is one notice and one result', async () => {
    const { person, business, order } = await ordered();
    await Promise.allSettled(Array.from({ length: 5 }, () => tell(order)));
    for (let again = 0; again < 5; again++) await tellUntilDone(order, courier(service));
    expect(business.arrived).toHaveLength(1);
    expect(await noticesOf(person)).toHaveLength(1);
    expect((await auditOf(person)).filter(({ event }) => event === 'move.notice-accepted')).toHaveLength(1);
  });

  it('E6: a business that was silent gets the same bytes under the same key again', async () => {
    let attempts = 0;
    const { business, order, view } = await ordered(async (_notice, right) => {
      attempts += 1;
      return attempts === 1 ? { status: 503, body: 'later' } : { body: await right() };
    });
    await expect(tell(order)).rejects.toMatchObject({ name: 'TryAgain', afterSeconds: 120 });
    expect(await view()).toMatchObject({ state: 'queued', reason: 'status-503' });
    await tell(order);
    const [first, second] = business.arrived;
    expect(second).toEqual(first);
    expect(await view()).toMatchObject({ state: 'accepted' });
  });

  it('E6: one that never answers is unreachable after all attempts, and the person is told to do it', async () => {
    const { person, business, order, view } = await ordered(async () => 'silence');
    expect(await tellUntilDone(order, courier(service, 2))).toBe(2);
    expect(business.arrived).toHaveLength(2);
    expect(await view()).toMatchObject({ state: 'unreachable', reason: 'no-answer' });
    expect((await noticesOf(person))[0]?.title).toContain('could not be told');
  });

  it.each([
    ['nonsense', async () => ({ body: 'thank you' })],
    ['a receipt for another notice', async (_n, right) => ({ body: await right({ sub: 'another' }) })],
    ['a receipt for another content', async (_n, right) => ({ body: await right({ notice_digest: 'x' }) })],
    ['a receipt of another business', async (_n, right) => ({ body: await right({ iss: 'another' }) })],
    ['a receipt without outcome', async (_n, right) => ({ body: await right({ outcome: undefined }) })],
    ['another kind of token', async (_n, right) => ({ body: await right({}, { typ: 'JWT' }) })],
    ['a changed signature', async (_n, right) => ({ body: `${(await right()).slice(0, -6)}AAAAAA` })],
  ] satisfies [string, Behaviour][])('E7: %s counts as no receipt', async (_what, behaviour) => {
    const { order, view } = await ordered(behaviour);
    await tellUntilDone(order, courier(service, 1));
    expect(await view()).toMatchObject({ state: 'unreachable', reason: 'bad-receipt' });
  });

  it('E7: a right receipt beside a status of trouble is no receipt', async () => {
    const { order, view } = await ordered(async (_notice, right) => ({ status: 500, body: await right() }));
    await tellUntilDone(order, courier(service, 1));
    expect(await view()).toMatchObject({ state: 'unreachable', reason: 'status-500' });
  });

  it('E6: a signed refusal is final, and its reason reaches the person', async () => {
    const { person, order, view } = await ordered(async (_notice, right) => ({
      body: await right({ outcome: 'refused', reason: 'unknown contract' }),
    }));
    await tell(order);
    expect(await view()).toMatchObject({ state: 'refused', reason: 'unknown contract' });
    expect((await noticesOf(person))[0]?.text).toContain('unknown contract');
  });

  it('E7: consent withdrawn after the order: nothing is sent', async () => {
    const { person, business, order, view } = await ordered();
    await person.phone.call('DELETE', `/api/businesses/${business.id}/consent`);
    await tell(order);
    expect(business.arrived).toHaveLength(0);
    expect(await view()).toMatchObject({ state: 'stopped', reason: 'consent-withdrawn' });
  });

  it('E6: cancelled in the middle: those not told yet are not told', async () => {
    const { person, business, order, view } = await ordered();
    await person.phone.call('DELETE', `/api/moves/${order.moveId}`);
    await tell(order);
    expect(business.arrived).toHaveLength(0);
    expect(await view()).toMatchObject({ state: 'stopped', reason: 'move-cancelled' });
  });

  it('E6: after the last answer the move is done and one e-mail says so', async () => {
    const { person, order } = await ordered();
    await tell(order);
    await tell(order);
    const { body } = await person.phone.call<MoveView>('GET', `/api/moves/${order.moveId}`);
    expect(body.state).toBe('done');
    const told = service.aws.sent.queued.filter(
      (message) => message.template === 'move-told' && JSON.stringify(message).includes(order.moveId),
    );
    expect(told).toHaveLength(1);
  });

  it('E6: a courier faster than the hand-over still ends the move', async () => {
    const { person, order } = await ordered();
    const moves = dynamoMoves('moves');
    const move = await moves.find(order.moveId);
    if (!move || !(await moves.change(move, { state: 'sending' })))
      throw new Error('The move did not change.');
    await tell(order);
    const { body } = await person.phone.call<MoveView>('GET', `/api/moves/${order.moveId}`);
    expect(body.state).toBe('done');
  });

  const STEPS = ['keepNotice', 'finish', 'keep', 'record', 'enqueue'] as const;
  it.each(STEPS)('E6: a crash at "%s" is made good when the order comes again', async (step) => {
    const { person, business, order, view } = await ordered();
    const deps = courier(service);
    const crash = async (): Promise<never> => {
      throw new Error('the function died here');
    };
    const broken: TellBusinessDeps = {
      ...deps,
      notices: {
        ...deps.notices,
        ...(step === 'keepNotice' && { keepNotice: crash }),
        ...(step === 'finish' && { finish: crash }),
      },
      ...(step === 'keep' && { boxItems: { keep: crash } }),
      ...(step === 'record' && { audit: { record: crash } }),
      ...(step === 'enqueue' && { notifications: { enqueue: crash } }),
    };
    await expect(tell(order, broken)).rejects.toThrow('died');
    const afterClaim = new Date(Date.now() + 60_000);
    await tell(order, deps, afterClaim);
    expect(new Set(business.arrived.map(({ jws }) => jws)).size).toBe(1);
    expect(await view()).toMatchObject({ state: 'accepted' });
    expect(await noticesOf(person)).toHaveLength(1);
    const { body } = await person.phone.call<MoveView>('GET', `/api/moves/${order.moveId}`);
    expect(body.state).toBe('done');
  });

  it('E6: keys of the notice’s header name the courier’s certificate', async () => {
    const { business, order } = await ordered();
    await tell(order);
    const { kid } = decodeProtectedHeader(business.arrived[0]?.jws ?? '');
    expect(kid).toBe(await courier(service).signer.keyId());
  });
});
