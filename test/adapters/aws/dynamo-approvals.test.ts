import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoApprovals } from '../../../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoInteractions } from '../../../lambdas/adapters/aws/dynamo-interactions.ts';
import type { Approval } from '../../../lambdas/domain/approval/approval.ts';
import { openInteraction } from '../../../lambdas/domain/interaction/open-interaction.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['approvals', 'interactions']);
});
afterAll(() => aws.stop());

const now = new Date('2026-11-21T12:00:00Z');
const approvals = dynamoApprovals('approvals');
const interactions = dynamoInteractions('interactions');

async function kept(accountId = randomness.id()): Promise<Approval> {
  const approval: Approval = {
    id: randomness.id(),
    accountId,
    clientId: 'rp',
    claims: [],
    bindingNumber: '42',
    challenge: 'challenge',
    state: 'pending',
    requestedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + 60_000).toISOString(),
    address: '192.0.2.1',
  };
  await approvals.keep(approval);
  return approval;
}
const decide = ({ id, accountId }: Approval, changes: object = {}) =>
  approvals.decide({ id, accountId, deviceId: 'device', decision: 'approve', now, ...changes });

describe('approvals', () => {
  it('B3: of fifty simultaneous decisions one counts, and it stands', async () => {
    const approval = await kept();
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => decide(approval, { decision: i % 2 ? 'approve' : 'refuse' })),
    );
    const winner = answers.indexOf(true);
    expect(answers.filter((counted) => counted)).toHaveLength(1);
    expect((await approvals.find(approval.id))?.state).toBe(winner % 2 ? 'approved' : 'refused');
  });

  it('B3: not by another account, not when over, not when taken back', async () => {
    const approval = await kept();
    expect(await decide(approval, { accountId: 'other' })).toBe(false);
    expect(await decide(approval, { now: new Date(now.getTime() + 60_000) })).toBe(false);
    await approvals.withdraw(approval.id);
    expect(await decide(approval)).toBe(false);
    expect(await decide({ ...approval, id: 'unknown' })).toBe(false);
  });

  it('B3: taking back what was decided changes nothing', async () => {
    const approval = await kept();
    await decide(approval);
    await approvals.withdraw(approval.id);
    expect((await approvals.find(approval.id))?.state).toBe('approved');
  });

  it('B3: lists what is open for one account', async () => {
    const [open, decided] = [await kept('one'), await kept('one')];
    await kept('two');
    await decide(decided);
    expect((await approvals.pendingOf('one', now)).map(({ id }) => id)).toEqual([open.id]);
  });
});

describe('interactions', () => {
  it('B5: of fifty simultaneous endings one counts; a step read before is refused after', async () => {
    const request = { clientId: 'rp', redirectUri: 'https://rp.example/cb' } as never;
    const interaction = openInteraction(request, {
      id: randomness.id(),
      secret: 's',
      lifetimeSeconds: 60,
      now,
    });
    await interactions.keep(interaction);
    const answers = await Promise.all(Array.from({ length: 50 }, () => interactions.finish(interaction)));
    expect(answers.filter((ended) => ended)).toHaveLength(1);
    expect(await interactions.awaitApproval(interaction, 'approval')).toBe(false);
    const ended = await interactions.find(interaction.id);
    expect(ended).toMatchObject({ step: 'finished', version: 2 });
    if (ended !== undefined) expect(await interactions.awaitApproval(ended, 'approval')).toBe(false);
  });
});
