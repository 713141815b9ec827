import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoApprovals } from '../../../lambdas/adapters/aws/dynamo-approvals.ts';
import type { Approval } from '../../../lambdas/domain/approval/approval.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['approvals']);
});
afterAll(() => aws.stop());

const now = new Date('2026-11-21T12:00:00Z');
const approvals = dynamoApprovals('approvals');
const MANY = { limit: 100, windowSeconds: 600 };

const asked = (accountId = randomness.id(), limit = MANY, at = now): Promise<Approval> =>
  approvals.ask(
    {
      accountId,
      clientId: 'rp',
      claims: [],
      bindingNumber: '42',
      challenge: randomness.secret(),
      state: 'pending',
      requestedAt: at.toISOString(),
      validUntil: new Date(at.getTime() + 60_000).toISOString(),
      address: '192.0.2.1',
    },
    limit,
    at,
  );
const decide = ({ id, accountId }: Approval, changes: object = {}) =>
  approvals.decide({ id, accountId, deviceId: 'device', decision: 'approve', now, ...changes });

describe('approvals', () => {
  it('B3: of fifty simultaneous decisions one counts, and it stands', async () => {
    const approval = await asked();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => decide(approval, { decision: i % 2 ? 'approve' : 'refuse' })),
    );
    const winner = answers.indexOf(true);
    expect(answers.filter((counted) => counted)).toHaveLength(1);
    expect((await approvals.find(approval.id))?.state).toBe(winner % 2 ? 'approved' : 'refused');
  });

  it('B3: not by another account, not when over, not when taken back', async () => {
    const approval = await asked();
    expect(await decide(approval, { accountId: 'other' })).toBe(false);
    expect(await decide(approval, { now: new Date(now.getTime() + 60_000) })).toBe(false);
    await approvals.withdraw(approval.id);
    expect(await decide(approval)).toBe(false);
    expect(await decide({ ...approval, id: 'unknown' })).toBe(false);
  });

  it('B3: taking back what was decided changes nothing', async () => {
    const approval = await asked();
    await decide(approval);
    await approvals.withdraw(approval.id);
    expect((await approvals.find(approval.id))?.state).toBe('approved');
  });

  it('B3: lists what is open for one account', async () => {
    const [open, decided] = [await asked('one'), await asked('one')];
    await asked('two');
    await decide(decided);
    expect((await approvals.pendingOf('one', now)).map(({ id }) => id)).toEqual([open.id]);
  });

  it('X2: the id of every place is of one length, so that no text it is sealed into tells of others', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, () => asked('many', MANY)));
    expect(new Set(ids.map(({ id }) => id.length)).size).toBe(1);
  });

  it('B3, X2: of fifty simultaneous questions to one number as many are asked as its limit says; the next window has its own', async () => {
    const limit = { limit: 10, windowSeconds: 600 };
    const answers = await Promise.allSettled(Array.from({ length: 50 }, () => asked('bombed', limit)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await approvals.pendingOf('bombed', now)).toHaveLength(10);
    for (const answer of answers) {
      if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'limit-reached' });
    }
    await asked('somebody else', limit);
    await asked('bombed', limit, new Date(now.getTime() + 600_000));
  });

  it('B3: a place stays taken when its question was taken back or decided', async () => {
    const limit = { limit: 2, windowSeconds: 600 };
    const [first, second] = [await asked('one place', limit), await asked('one place', limit)];
    await approvals.withdraw(first.id);
    await decide(second);
    await expect(asked('one place', limit)).rejects.toMatchObject({ code: 'limit-reached' });
  });

  it('B3: an id that is none finds nothing', async () => {
    expect(await approvals.find('nothing')).toBeUndefined();
    expect(await approvals.find(`${'x'.repeat(600)}.1`)).toBeUndefined();
  });
});
