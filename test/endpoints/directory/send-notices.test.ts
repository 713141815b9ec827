import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DirectoryView, MoveView } from '../../../lambdas/contracts/moves.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { certifyPhone } from '../../support/certificate-record.ts';
import { certificateStore, citizen, logIn } from '../../support/holder.ts';
import { startMoves, type TestBusiness, testBusiness } from '../../support/moves.ts';
import type { PersonWithPhone, SignInService } from '../../support/sign-in.ts';

let service: SignInService;
let bank: TestBusiness;
let insurer: TestBusiness;
beforeAll(async () => {
  service = await startMoves();
  bank = await testBusiness('bank-of-tests');
  insurer = await testBusiness('insurer-of-tests');
});
afterAll(async () => {
  await Promise.all([bank?.stop(), insurer?.stop()]);
  service?.stop();
});

const DETAILS = { movedOn: '2026-11-01', previousAddress: '1 rue du Port, 69001 Lyon' };
const order = (businesses: readonly string[]) => ({ attributesCorrect: true, details: DETAILS, businesses });

/** Logged in with the AUTHENTICATION certificate. */
async function mover(): Promise<PersonWithPhone & { readonly certificate: CertificateRecord }> {
  const person = await citizen(service);
  const certificate = await certifyPhone(person.phone);
  await logIn(person);
  return { ...person, certificate };
}
const agree = ({ phone }: PersonWithPhone, { id }: TestBusiness, contractNumber = 'FR 12-345') =>
  phone.call('PUT', `/api/businesses/${id}/consent`, { contractNumber });
const start = async ({ phone }: PersonWithPhone) =>
  (await phone.call<MoveView>('POST', '/api/moves')).body.move;
const queuedFor = (move: string) =>
  (service.aws.sent.queued as unknown as { moveId?: string; businessId?: string }[])
    .filter(({ moveId }) => moveId === move)
    .map(({ businessId }) => businessId);

describe('one-stop moving', () => {
  it('E7: the directory names category and number; a consent shows the number to its owner only', async () => {
    const [one, other] = [await mover(), await mover()];
    await agree(one, bank);
    const mine = await one.phone.call<DirectoryView>('GET', '/api/businesses');
    expect(mine.body.businesses.find(({ id }) => id === bank.id)).toMatchObject({
      category: 'bank',
      numberKind: 'account',
      consent: { contractNumber: 'FR 12-345' },
    });
    const theirs = await other.phone.call<DirectoryView>('GET', '/api/businesses');
    expect(theirs.body.businesses.every(({ consent }) => consent === undefined)).toBe(true);
  });

  it('E7: nobody consents for a business that is not in the directory, nor without a number', async () => {
    const person = await mover();
    const unknown = await person.phone.call('PUT', '/api/businesses/nobody/consent', { contractNumber: '1' });
    expect([unknown.status, unknown.body.code]).toEqual([404, 'no-such-business']);
    const none = await person.phone.call('PUT', `/api/businesses/${bank.id}/consent`, { contractNumber: '' });
    expect(none.status).toBe(400);
  });

  it('E6: shows the four attributes, and tells the ticked businesses only', async () => {
    const person = await mover();
    await agree(person, bank);
    await agree(person, insurer);
    const started = await person.phone.call<MoveView>('POST', '/api/moves');
    expect(started.body.attributes).toEqual({
      name: 'Maëlys Gaëlle Marie MARTIN',
      sex: 'female',
      birthdate: '1990-07-13',
      address: '12 rue des Lilas, 75012 Paris, FR',
    });
    const { move } = started.body;
    const sent = await person.phone.call<MoveView>('POST', `/api/moves/${move}/notices`, order([bank.id]));
    expect([sent.status, sent.body.state]).toEqual([202, 'sent']);
    expect(sent.body.notices.map(({ business, state }) => [business, state])).toEqual([[bank.id, 'queued']]);
    expect(queuedFor(move)).toEqual([bank.id]);
  });

  it('E7: a business without prior consent is refused by name, and nothing is sent to the others', async () => {
    const person = await mover();
    await agree(person, bank);
    const move = await start(person);
    const { status, body } = await person.phone.call(
      'POST',
      `/api/moves/${move}/notices`,
      order([bank.id, insurer.id]),
    );
    expect([status, body.code]).toEqual([422, 'no-consent']);
    expect(String(body.detail)).toContain(insurer.id);
    expect(queuedFor(move)).toEqual([]);
  });

  it('E6: needs the AUTHENTICATION certificate, good at this moment', async () => {
    const byPin = await citizen(service);
    const refused = await byPin.phone.call('POST', '/api/moves');
    expect([refused.status, refused.body.code]).toEqual([403, 'certificate-needed']);
    const person = await mover();
    const move = await start(person);
    await agree(person, bank);
    await certificateStore().end({
      certificate: person.certificate,
      reason: 'certificateHold',
      at: new Date(),
    });
    const later = await person.phone.call('POST', `/api/moves/${move}/notices`, order([bank.id]));
    expect([later.status, later.body.code]).toEqual([403, 'certificate-needed']);
    expect(queuedFor(move)).toEqual([]);
  });

  it('E6: ordered ten times at once, each business has one notice', async () => {
    const person = await mover();
    await agree(person, bank);
    const move = await start(person);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        person.phone.call<MoveView>('POST', `/api/moves/${move}/notices`, order([bank.id, bank.id])),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const { body } = await person.phone.call<MoveView>('GET', `/api/moves/${move}`);
    expect(body.notices).toHaveLength(1);
  });

  it('E6: another person’s move is not found', async () => {
    const [one, other] = [await mover(), await mover()];
    const move = await start(one);
    for (const [method, path, body] of [
      ['GET', `/api/moves/${move}`, undefined],
      ['DELETE', `/api/moves/${move}`, undefined],
      ['POST', `/api/moves/${move}/notices`, order([bank.id])],
    ] as const) {
      expect((await other.phone.call(method, path, body)).status).toBe(404);
    }
  });

  it('E6: a cancelled move sends nothing any more', async () => {
    const person = await mover();
    await agree(person, bank);
    const move = await start(person);
    expect((await person.phone.call<MoveView>('DELETE', `/api/moves/${move}`)).body.state).toBe('cancelled');
    const late = await person.phone.call('POST', `/api/moves/${move}/notices`, order([bank.id]));
    expect([late.status, late.body.code]).toEqual([409, 'move-cancelled']);
  });

  it('E6: without ticking that the attributes are right nothing is ordered', async () => {
    const person = await mover();
    const move = await start(person);
    const { status } = await person.phone.call('POST', `/api/moves/${move}/notices`, {
      ...order([bank.id]),
      attributesCorrect: false,
    });
    expect(status).toBe(400);
  });

  it('E6: the moves of a person are listed, newest first', async () => {
    const person = await mover();
    const [first, second] = [await start(person), await start(person)];
    const { body } = await person.phone.call<{ moves: { move: string }[] }>('GET', '/api/moves');
    expect(body.moves.map(({ move }) => move).sort()).toEqual([first, second].sort());
  });
});
