import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { ownedId } from '../../../lambdas/domain/account/owned-id.ts';
import type { Grant } from '../../../lambdas/domain/grant/grant.ts';
import type { Grants } from '../../../lambdas/domain/grant/grants.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
let grants: Grants;

beforeAll(async () => {
  aws = await startAws(['grants']);
  grants = dynamoGrants('grants');
});
afterAll(() => aws.stop());

const NOW = new Date('2026-11-22T08:00:00Z');
const at = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);

async function begun(changes: Partial<Grant> = {}): Promise<Grant> {
  const accountId = changes.accountId ?? randomness.id();
  const grant: Grant = {
    id: ownedId(accountId, randomness.id()),
    clientId: 'rp',
    accountId,
    scopes: ['openid'],
    claims: { userinfo: [], idToken: [] },
    acr: 'eidas2',
    amr: ['pop'],
    authTime: 1,
    sid: randomness.id(),
    code: { redirectUri: 'https://rp.example/', codeChallenge: 'c', validUntil: at(60).toISOString() },
    startedAt: NOW.toISOString(),
    validUntil: at(3600).toISOString(),
    refreshCount: 0,
    ...changes,
  };
  expect(await grants.begin(grant)).toBe(true);
  return grant;
}

const outcomes = async (answers: Promise<{ outcome: string }>[]): Promise<Record<string, number>> => {
  const counted: Record<string, number> = {};
  for (const { outcome } of await Promise.all(answers)) counted[outcome] = (counted[outcome] ?? 0) + 1;
  return counted;
};
const twenty = <Answer>(act: () => Promise<Answer>): Promise<Answer>[] => Array.from({ length: 20 }, act);

describe('grants in DynamoDB', () => {
  it('B2: an approval becomes a grant once', async () => {
    const grant = await begun();
    expect(await Promise.all(twenty(() => grants.begin(grant)))).toEqual(Array(20).fill(false));
    expect(await grants.find(grant.id)).toMatchObject({ id: grant.id, sid: grant.sid });
  });

  it('B2: RFC 6749 §10.5: of twenty redemptions one succeeds, and the grant is revoked', async () => {
    const { id } = await begun();
    expect(await outcomes(twenty(() => grants.redeem({ id, clientId: 'rp', now: NOW })))).toMatchObject({
      redeemed: 1,
    });
    expect((await grants.find(id))?.revokedAt).toBe(NOW.toISOString());
  });

  it('B2: RFC 6749 §5.2: late, by another client, or of an unknown grant: unusable, and nothing changes', async () => {
    const { id } = await begun();
    const redeem = (changes: object) => grants.redeem({ id, clientId: 'rp', now: NOW, ...changes });
    expect(await redeem({ now: at(60) })).toEqual({ outcome: 'unusable' });
    expect(await redeem({ clientId: 'other' })).toEqual({ outcome: 'unusable' });
    expect(await redeem({ id: ownedId('nobody', 'x') })).toEqual({ outcome: 'unusable' });
    expect(await redeem({ id: 'no owned id' })).toEqual({ outcome: 'unusable' });
    expect((await redeem({})).outcome).toBe('redeemed');
    expect(await redeem({ clientId: 'other' })).toEqual({ outcome: 'unusable' });
    expect((await grants.find(id))?.revokedAt).toBeUndefined();
  });

  it('B1: RFC 9700 §4.14.2: of twenty rotations from one count one succeeds, and the family is revoked', async () => {
    const { id } = await begun();
    const counted = await outcomes(twenty(() => grants.rotate({ id, clientId: 'rp', count: 0, now: NOW })));
    expect(counted).toMatchObject({ rotated: 1 });
    expect(counted.reused ?? 0).toBeGreaterThan(0);
    expect((await grants.find(id))?.revokedAt).toBe(NOW.toISOString());
  });

  it('B1: rotation counts up; an old count ends the family, one to come, or of another client, does nothing', async () => {
    const { id } = await begun();
    const rotate = (count: number, clientId = 'rp') => grants.rotate({ id, clientId, count, now: NOW });
    expect(await rotate(0)).toMatchObject({ outcome: 'rotated', grant: { refreshCount: 1 } });
    expect(await rotate(5)).toEqual({ outcome: 'unusable' });
    expect(await rotate(0, 'other')).toEqual({ outcome: 'unusable' });
    expect(await rotate(1)).toMatchObject({ outcome: 'rotated', grant: { refreshCount: 2 } });
    expect((await rotate(0)).outcome).toBe('reused');
    expect((await rotate(2)).outcome).toBe('unusable');
  });

  it('B2: a token for one use: of twenty one, later ones too, earlier ones no more', async () => {
    const { id } = await begun();
    const spent = await Promise.all(twenty(() => grants.spend({ id, iat: 100 })));
    expect(spent.filter(Boolean)).toHaveLength(1);
    expect(await grants.spend({ id, iat: 101 })).toBe(true);
    expect(await grants.spend({ id, iat: 100 })).toBe(false);
    expect(await grants.spend({ id: ownedId('nobody', 'x'), iat: 1 })).toBe(false);
  });

  it('B5: revoking may be repeated; its first instant stays', async () => {
    const { id } = await begun();
    await grants.revoke(id, NOW);
    await grants.revoke(id, at(10));
    await grants.revoke(ownedId('nobody', 'x'), NOW);
    expect((await grants.find(id))?.revokedAt).toBe(NOW.toISOString());
  });

  it('B5: the live grants of a person at a client, and no others', async () => {
    const { id, accountId } = await begun();
    await begun({ accountId, clientId: 'other' });
    const ended = await begun({ accountId });
    await grants.revoke(ended.id, NOW);
    await begun({ accountId, validUntil: at(-1).toISOString() });
    expect((await grants.ofConsent(accountId, 'rp', NOW)).map((grant) => grant.id)).toEqual([id]);
  });
});
