import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoApprovals } from '../../../lambdas/adapters/aws/dynamo-approvals.ts';
import { openPage, type Page } from '../../support/relying-party.ts';
import { type Person, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
  await service.register({ client_id: 'sandbox', environment: 'sandbox' });
});
afterAll(() => service.stop());

/** A test persona: an active account with a number that is nobody's. */
function persona(): Promise<Person> {
  const phone_number = `+3363998${String(randomInt(10_000)).padStart(4, '0')}`;
  const account = { status: 'active', deviceId: 'persona-phone', persona: { owner: 'somebody' } } as const;
  return service.person(account, { phone_number });
}

const ask = (page: Page, { identity }: Person) => page.post('phone', { phone: identity.phone_number });

/** What the persona's phone does: the message of its queue, answered. */
async function approveAs({ account }: Person): Promise<void> {
  const message = service.aws.sent.queued.at(-1) as unknown as { approval: string; accountId: string };
  expect(message).toEqual({ approval: expect.stringContaining(account.id), accountId: account.id });
  const { approval: id, accountId } = message;
  const decision = {
    id,
    accountId,
    deviceId: 'persona-phone',
    decision: 'approve',
    now: new Date(),
  } as const;
  expect(await dynamoApprovals('approvals').decide(decision)).toBe(true);
}

describe('test personas (B12)', () => {
  it('B12: are asked by their queue, never by SMS, and sign in at a client of the sandbox', async () => {
    const somebody = await persona();
    const page = await openPage(service, { client_id: 'sandbox' });
    expect((await ask(page, somebody)).body.state).toBe('waiting');
    await approveAs(somebody);
    const { body } = await page.post('consent', { decision: 'allow' });
    expect(body.redirectTo).toContain('code=');
  });

  it('B12: at a client of real people they are refused with access_denied', async () => {
    const somebody = await persona();
    const page = await openPage(service);
    await ask(page, somebody);
    await approveAs(somebody);
    const { redirectTo } = await page.show();
    expect(new URL(redirectTo ?? '').searchParams.get('error')).toBe('access_denied');
    const { body } = await page.post('consent', { decision: 'allow' });
    expect(new URL(body.redirectTo ?? '').searchParams.get('error')).toBe('access_denied');
  });

  it('B12: at a client of the sandbox no number of a real phone is asked, somebody’s or nobody’s', async () => {
    const real = await service.personWithPhone();
    const page = await openPage(service, { client_id: 'sandbox' });
    for (const phone of [real.identity.phone_number, '+33612349999']) {
      const { status, body } = await page.post('phone', { phone });
      expect([status, body.code]).toEqual([403, 'personas-only']);
    }
    expect(await real.phone.approvals()).toEqual([]);
  });
});
