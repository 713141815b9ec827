import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { logIn } from '../../support/holder.ts';
import { dyingProcess, type LeavingService, startLeaving } from '../../support/leaving.ts';
import { type PersonWithPhone, put } from '../../support/sign-in.ts';

let service: LeavingService;
beforeAll(async () => {
  service = await startLeaving();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const ACCOUNT = '/api/account';
const DELETE = { confirmation: 'DELETE' };
const leave = ({ phone }: PersonWithPhone, body: object = DELETE) => phone.call('DELETE', ACCOUNT, body);
const closure = async ({ phone }: PersonWithPhone) =>
  (await phone.call<{ obstacles: object[] }>('GET', `${ACCOUNT}/closure`)).body.obstacles;
const statusOf = async ({ account }: PersonWithPhone) =>
  (await dynamoAccounts('accounts').find(account.id))?.status;
const orders = ({ account }: PersonWithPhone) =>
  service.aws.sent.queued.filter(
    (order) => (order as object as { accountId?: string }).accountId === account.id,
  );
async function somebody(): Promise<PersonWithPhone> {
  const person = await service.personWithPhone();
  await logIn(person);
  return person;
}

describe('DELETE /api/account', () => {
  it.each(['DELETE', ' delete ', 'SUPPRIMER', '削除'])(
    'B11: %s typed: closed at once for every use, and ordered to be erased',
    async (confirmation) => {
      const person = await somebody();
      const { status, headers } = await leave(person, { confirmation });
      expect([status, await statusOf(person)]).toEqual([204, 'closed']);
      expect(headers.getSetCookie()[0]).toMatch(/Max-Age=0/);
      expect(orders(person)).toHaveLength(1);
      for (const [method, path] of [
        ['GET', '/api/authenticator/session'],
        ['GET', '/api/authenticator/approvals'],
        ['GET', '/api/account/history'],
      ] as const) {
        expect((await person.phone.call(method, path)).status, path).toBe(401);
      }
      const recovery = await service
        .browser()
        .call('POST', '/api/authenticator/recovery', { phone: person.identity.phone_number });
      expect(recovery.status).toBe(204); // as for a number that nobody has
      expect(service.aws.sent.queued.at(-1)).toMatchObject({ template: 'account-recovery', to: {} });
    },
  );

  it('B11: closed and erased, the same number and address can enrol again, as nobody known', async () => {
    const person = await somebody();
    await leave(person);
    expect(await service.erase(person.account.id)).toBe(true);
    expect(await statusOf(person)).toBeUndefined();
    const again = await service.person({}, { phone_number: person.identity.phone_number });
    expect(again.account.id).not.toBe(person.account.id);
  });

  it.each([{}, { confirmation: 'yes' }, { confirmation: true }, { ...DELETE, now: true }])(
    'B11: %j is no confirmation',
    async (body) => {
      const person = await somebody();
      expect((await leave(person, body)).status).toBe(400);
      expect(await statusOf(person)).toBe('active');
    },
  );

  it('B11: only with the code typed a moment ago', async () => {
    const person = await somebody();
    service.advance(601);
    expect((await leave(person)).body.code).toBe('session-not-fresh');
    expect([await statusOf(person), orders(person)]).toEqual(['active', []]);
  });

  it('B11: nobody else’s: without a session nothing happens, with one only one’s own account is closed', async () => {
    const [person, other] = [await somebody(), await somebody()];
    expect((await service.browser().call('DELETE', ACCOUNT, DELETE)).status).toBe(401);
    await leave(other);
    expect(await statusOf(person)).toBe('active');
  });

  it('B11: of ten at once one closes; ordered more than once, it is erased once', async () => {
    const person = await somebody();
    const answers = await Promise.all(Array.from({ length: 10 }, () => leave(person)));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect((await dynamoAccounts('accounts').find(person.account.id))?.version).toBe(3);
  });

  it('B11: a crash before it is closed leaves it open, and the order that was put in finds nothing to do', async () => {
    const person = await somebody();
    const process = dyingProcess(); // dies once the order is in the queue, before it knows
    const { status } = await leave(person);
    process.restore();
    expect([status >= 500, await statusOf(person)]).toEqual([true, 'active']);
    expect(orders(person)).toHaveLength(1);
    expect(await service.erase(person.account.id)).toBe(true);
    expect(await statusOf(person)).toBe('active');
    expect((await leave(person)).status).toBe(204);
    expect(await service.erase(person.account.id)).toBe(true);
    expect(await statusOf(person)).toBeUndefined();
  });
});

describe('what must be handed over first', () => {
  it.each(['active', 'pending', 'suspended'])(
    'B11: an organisation that is %s, represented by the person',
    async (status) => {
      const person = await somebody();
      const id = `9${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
      await put('organisations', { id, name: 'Acme', status, representativeId: person.account.id });
      await put('organisation-members', {
        accountId: person.account.id,
        organisationId: id,
        role: 'representative',
      });
      expect(await closure(person)).toEqual([{ kind: 'organisation', id, name: 'Acme' }]);
      const { status: answer, body } = await leave(person);
      expect([answer, body.code, await statusOf(person)]).toEqual([409, 'hand-over-first', 'active']);
    },
  );

  it('B11: a service in production; one in the sandbox is no obstacle', async () => {
    const person = await somebody();
    const common = { owner: person.account.id, registered_at: '2026-01-01T00:00:00.000Z' };
    await service.register({
      client_id: `s-${person.account.id}`,
      environment: 'sandbox',
      ...common,
    } as never);
    expect(await closure(person)).toEqual([]);
    const client_id = `p-${person.account.id}`;
    await service.register({ client_id, environment: 'production', ...common } as never);
    expect(await closure(person)).toEqual([{ kind: 'service', id: client_id, name: 'Tax service' }]);
    expect((await leave(person)).body.code).toBe('hand-over-first');
  });

  it('B11: an application that an authority works on; a draft is none, an answered one neither', async () => {
    const person = await somebody();
    const application = {
      applicantId: person.account.id,
      authorityId: 'a',
      authorityName: 'Lyon',
      createdAt: '2026-01-01T00:00:00.000Z',
    };
    for (const status of ['draft', 'answered', 'withdrawn']) {
      await put('applications', { ...application, id: `${status}-${person.account.id}`, status });
    }
    expect(await closure(person)).toEqual([]);
    const id = `submitted-${person.account.id}`;
    await put('applications', { ...application, id, status: 'submitted' });
    expect(await closure(person)).toEqual([{ kind: 'application', id, name: 'Lyon' }]);
    expect((await leave(person)).body.code).toBe('hand-over-first');
  });

  it('B11: who stopped representing, or was refused, may leave', async () => {
    const person = await somebody();
    const member = { accountId: person.account.id, role: 'representative' };
    await put('organisations', { id: '900000001', name: 'A', status: 'active', representativeId: 'another' });
    await put('organisations', {
      id: '900000002',
      name: 'B',
      status: 'refused',
      representativeId: person.account.id,
    });
    for (const organisationId of ['900000001', '900000002', '900000003'])
      await put('organisation-members', { ...member, organisationId });
    expect(await closure(person)).toEqual([]);
    expect((await leave(person)).status).toBe(204);
  });
});
