import * as v from 'valibot';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { AccountExport, BoxExport } from '../../../lambdas/contracts/leaving.ts';
import { citizenCookieHeader } from '../../support/citizen-session.ts';
import { auditOf } from '../../support/holder.ts';
import { type LeavingService, type Resident, resident, startLeaving } from '../../support/leaving.ts';
import { type PersonWithPhone, put } from '../../support/sign-in.ts';

let service: LeavingService;
beforeAll(async () => {
  service = await startLeaving();
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const EXPORT = '/api/account/export';
const get = async ({ account }: Resident, path = EXPORT) =>
  service.browser().call('GET', path, undefined, { cookie: await citizenCookieHeader(account) });
const exported = async (who: Resident): Promise<AccountExport> => {
  const { status, body } = await get(who);
  expect(status).toBe(200);
  return v.parse(AccountExport, body);
};

describe('GET /api/account/export', () => {
  it('B11: holds what is kept in every table, in plain names, opened', async () => {
    const who = await resident(service);
    const chained = { chain: `c-${who.account.id}`, position: 1, subject: who.account.id };
    await put('audit-chain', {
      ...chained,
      at: '2026-11-20T08:00:00.000Z',
      event: 'account.activated',
      actor: 'citizen',
      details: {},
    });
    const all = await exported(who);
    expect(all).toMatchObject({
      format: 'guichet-export',
      version: 1,
      account: { id: who.account.id, status: 'active', level: 'substantial' },
      identity: { family_name: 'MARTIN', email: who.person.identity.email },
      enrolment: { reference: 'K7PX-4M2Q', told: { email: who.person.identity.email } },
      phones: [
        { name: 'Pixel', status: 'bound' },
        { name: 'Pixel', status: 'revoked' },
      ],
      signIns: [{ service: 'Tax service', outcome: 'signed-in', address: '192.0.2.7' }],
      certificates: [{ kind: 'authentication', certificate: expect.stringContaining('BEGIN CERTIFICATE') }],
      organisations: [{ id: '100000001', role: 'delegate' }],
      attributes: [{ organisation: 'Boulangerie Martin', post: 'Clerk' }],
      businesses: [{ business: 'power', contractNumber: 'C-1' }],
      moves: [{ state: 'started' }],
      applications: [{ status: 'draft', values: { child: 'Zoé' } }],
      ownServices: [{ name: 'My sandbox', environment: 'sandbox' }],
      testPersonas: [{ name: 'Test' }],
      record: [{ event: 'account.activated', actor: 'citizen' }],
    });
    expect(all.services.map(({ id }) => id).sort()).toEqual(['by-session', 'plain', 'silent']);
  });

  it('B11: says since when the phone is woken by notifications, and not where', async () => {
    const who = await resident(service);
    const deviceId = who.account.deviceId ?? '';
    const addedAt = '2026-11-22T10:00:00.000Z';
    await put('push-subscriptions', { accountId: who.account.id, deviceId, sealed: 'an-endpoint', addedAt });
    const all = await exported(who);
    const woken = all.phones.filter(({ notificationsSince }) => notificationsSince !== undefined);
    expect(woken).toMatchObject([{ status: 'bound', notificationsSince: addedAt }]);
    expect(JSON.stringify(all)).not.toContain('an-endpoint');
  });

  it('B11: what gives a right stays here: no key, no code, no counter, no share, nothing sealed', async () => {
    const who = await resident(service);
    const text = JSON.stringify(await exported(who));
    expect(text).not.toMatch(/wrappedKey|sealed|attempts|ceiling|"mac"|"salt"|phoneHandle|ownHandles/);
    expect(text).not.toContain(who.account.wrappedKey);
    expect(text).not.toContain(who.account.phoneHandle);
  });

  it('B11: of nobody else: not a word of a neighbour, and nothing without a session', async () => {
    const [who, neighbour] = [await resident(service), await resident(service)];
    const text = JSON.stringify(await exported(who));
    for (const value of [neighbour.account.id, neighbour.person.identity.email])
      expect(text).not.toContain(value);
    expect((await service.browser().call('GET', EXPORT)).status).toBe(401);
    expect((await service.browser().call('GET', `${EXPORT}/box`)).status).toBe(401);
  });

  it('B11: only with the code typed a moment ago, and ten times an hour; each time stands in the trail', async () => {
    const who = await resident(service);
    const old = await citizenCookieHeader(who.account, { now: new Date(Date.now() - 601_000) });
    for (const path of [EXPORT, `${EXPORT}/box`]) {
      const { body } = await service.browser().call('GET', path, undefined, { cookie: old });
      expect(body.code).toBe('session-not-fresh');
    }
    for (let time = 0; time < 10; time += 1) expect((await get(who)).status).toBe(200);
    const { status, body } = await get(who);
    expect([status, body.code]).toEqual([429, 'limit-reached']);
  });
});

describe('GET /api/account/export/box', () => {
  it('B11: the box by pages, every folder to its end, each thing once; a letter that waits does not name its sender', async () => {
    const who = await resident(service);
    const sealed = await import('../../../lambdas/adapters/aws/kms-personal-data.ts').then(
      ({ kmsPersonalData }) =>
        kmsPersonalData('personal-data').seal(who.account.id, who.account.wrappedKey, {
          title: 'Note',
          text: '',
          files: [],
        }),
    );
    for (let n = 0; n < 120; n += 1) {
      const itemId = `2026-11-01T00:00:00.000Z#${String(n).padStart(3, '0')}`;
      const notice = {
        boxId: who.account.id,
        folder: 'notices',
        shelf: `${who.account.id}#notices`,
        kind: 'notice',
      };
      await put('box-items', { ...notice, itemId, arrivedAt: '2026-11-01T00:00:00.000Z', sealed });
    }
    const items: Record<string, unknown>[] = [];
    let after: string | undefined;
    do {
      const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
      const page = v.parse(BoxExport, (await get(who, `${EXPORT}/box${query}`)).body);
      items.push(...page.items);
      after = page.next;
    } while (after !== undefined);
    expect(items).toHaveLength(122);
    const lease = {
      title: 'Lease',
      files: [{ name: 'lease.pdf', type: 'application/pdf', size: 3, sha256: 'q83v' }],
    };
    expect(items).toContainEqual(expect.objectContaining({ folder: 'safe', ...lease }));
    const letter = items.find(({ kind }) => kind === 'letter');
    expect(letter).toMatchObject({ letterState: 'waiting' });
    expect(letter).not.toHaveProperty('from');
  });

  it('B11, X1: opened by itself, or from its middle, it stands in the trail too: once a minute, however many pages', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T10:00:30Z') });
    const who = await resident(service);
    for (const query of ['?after=notices', '?after=safe', '']) await get(who, `${EXPORT}/box${query}`);
    const recorded = (await auditOf({ account: who.account } as PersonWithPhone)).filter(
      ({ event }) => event === 'account.exported',
    );
    expect(recorded).toMatchObject([{ actor: 'citizen', details: { part: 'box' } }]);
  });

  it('B11: a place that is none begins at the beginning, of one’s own box', async () => {
    const who = await resident(service);
    const { status, body } = await get(who, `${EXPORT}/box?after=${encodeURIComponent('boxes#of#others')}`);
    expect([status, JSON.stringify(body)]).toEqual([
      200,
      expect.stringContaining('A registered letter waits'),
    ]);
  });
});
