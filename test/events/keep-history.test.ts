import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoSignInHistory } from '../../lambdas/adapters/aws/dynamo-sign-in-history.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { Grant } from '../../lambdas/domain/grant/grant.ts';
import { keepHistory } from '../../lambdas/events/keep-history.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../support/aws.ts';
import { put } from '../support/sign-in.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['accounts', 'sign-ins']);
});
afterAll(() => aws.stop());

const AT = '2026-11-22T09:00:00.000Z';
const history = dynamoSignInHistory('sign-ins');
const answered = (accountId: string, consent: 'given' | 'denied'): Grant =>
  ({
    id: `${accountId}.1`,
    accountId,
    clientId: 'rp',
    acr: 'eidas2',
    answer: { consent, at: AT, claims: 'email', client: 'Tax service', address: '192.0.2.7' },
  }) as Grant;

/** What the history says after a grant was delivered twice. */
async function told(status: Account['status'] | undefined, consent: 'given' | 'denied' = 'given') {
  const id = randomness.id();
  if (status !== undefined) await put('accounts', { id, status });
  const deps = { accounts: dynamoAccounts('accounts'), history };
  for (let delivery = 0; delivery < 2; delivery += 1) await keepHistory(answered(id, consent), deps);
  return await history.of(id, 5);
}

describe('history behind the grants', () => {
  it('B11: an answer stands there once, with service, level and address', async () => {
    expect(await told('active')).toMatchObject([
      {
        at: AT,
        clientId: 'rp',
        client: 'Tax service',
        outcome: 'signed-in',
        acr: 'eidas2',
        address: '192.0.2.7',
      },
    ]);
    expect(await told('suspended', 'denied')).toMatchObject([{ outcome: 'denied' }]);
  });

  it('B11: of somebody who left nothing is kept, however late it comes', async () => {
    expect(await told('closed')).toEqual([]);
    expect(await told(undefined)).toEqual([]);
  });
});
