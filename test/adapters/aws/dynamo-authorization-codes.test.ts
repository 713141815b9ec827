import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAccessTokens } from '../../../lambdas/adapters/aws/dynamo-access-tokens.ts';
import { dynamoAuthorizationCodes } from '../../../lambdas/adapters/aws/dynamo-authorization-codes.ts';
import type { AuthorizationCode } from '../../../lambdas/domain/authorization-code/authorization-code.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../../support/aws.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['authorization-codes', 'access-tokens']);
});
afterAll(() => aws.stop());

const now = new Date('2026-11-21T12:00:00Z');
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const codes = dynamoAuthorizationCodes('authorization-codes');
const tokens = dynamoAccessTokens('access-tokens');

async function kept(): Promise<AuthorizationCode> {
  const code: AuthorizationCode = {
    id: randomness.id(),
    clientId: 'rp',
    redirectUri: 'https://rp.example/cb',
    codeChallenge: 'x',
    accountId: 'account',
    scopes: ['openid'],
    claims: { userinfo: ['email'], idToken: [] },
    acr: 'eidas2',
    authTime: 1,
    sid: 'sid',
    validUntil: later(60).toISOString(),
  };
  await codes.keep(code);
  return code;
}
const use = (id: string, changes: object = {}) =>
  codes.consume({ id, clientId: 'rp', accessTokenId: 'token', now, ...changes });

describe('authorization codes', () => {
  it('B2: RFC 6749 §4.1.2: redeemed once, then known as replayed with the token it gave', async () => {
    const code = await kept();
    expect(await use(code.id)).toMatchObject({ outcome: 'redeemed', code: { ...code } });
    expect(await use(code.id, { accessTokenId: 'second' })).toEqual({
      outcome: 'replayed',
      accessTokenId: 'token',
      accountId: 'account',
    });
  });

  it('B2: of fifty simultaneous uses one wins, and all others know its token', async () => {
    const { id } = await kept();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, i) => use(id, { accessTokenId: `token-${i}` })),
    );
    expect(outcomes.filter(({ outcome }) => outcome === 'redeemed')).toHaveLength(1);
    const named = outcomes.flatMap((o) => (o.outcome === 'replayed' ? [o.accessTokenId] : []));
    expect(named).toHaveLength(49);
    expect(new Set(named).size).toBe(1);
  });

  it('B2: not for another client, before or after its use; not when over; not when unknown', async () => {
    const { id } = await kept();
    expect(await use(id, { clientId: 'other' })).toEqual({ outcome: 'unusable' });
    expect(await use(id, { now: later(60) })).toEqual({ outcome: 'unusable' });
    expect(await use('unknown')).toEqual({ outcome: 'unusable' });
    await use(id);
    expect(await use(id, { clientId: 'other' })).toEqual({ outcome: 'unusable' });
  });
});

describe('access tokens', () => {
  const token = (id: string) => ({
    id,
    clientId: 'rp',
    accountId: 'account',
    subject: 'sub',
    claims: ['email' as const],
    validUntil: later(60).toISOString(),
  });

  it('B2: good until its end, and not after', async () => {
    const id = randomness.id();
    expect(await tokens.keep(token(id))).toBe(true);
    expect(await tokens.find(id, later(59))).toMatchObject({ subject: 'sub', claims: ['email'] });
    expect(await tokens.find(id, later(60))).toBeUndefined();
    expect(await tokens.find('unknown', now)).toBeUndefined();
  });

  it('B2: RFC 6749 §10.5: revoked for good, even when the revocation comes first', async () => {
    const [kept, coming] = [randomness.id(), randomness.id()];
    await tokens.keep(token(kept));
    await tokens.revoke(kept, now);
    expect(await tokens.find(kept, now)).toBeUndefined();
    await tokens.revoke(coming, now);
    expect(await tokens.keep(token(coming))).toBe(false);
    expect(await tokens.find(coming, now)).toBeUndefined();
  });
});
