import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAuditChain } from '../../../lambdas/adapters/aws/dynamo-audit-chain.ts';
import { type ChainedEvent, nextLink } from '../../../lambdas/domain/audit/chain.ts';
import { codeFor } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

/** What the stream consumer does with the events recorded so far. */
async function chainEverything(): Promise<readonly ChainedEvent[]> {
  const { Items } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
  const events = (Items ?? []).map((item) => fromItem<ChainedEvent & { id: string }>(item));
  events.sort((a, b) => (a.id < b.id ? -1 : 1));
  const chain = dynamoAuditChain('audit-chain');
  for (const { id, ...event } of events) {
    const link = nextLink('main', await chain.head('main'), { ...event, eventId: id });
    expect(await chain.append(link)).toBe('appended');
  }
  return events;
}

describe('GET /api/account/audit', () => {
  it('X1: a person sees their own trail, newest first, and it holds neither PIN, code, number nor name', async () => {
    const person = await service.personWithPhone();
    await service.personWithPhone();
    await codeFor(service, person);
    const events = await chainEverything();
    const { body } = await person.phone.call<{ entries: { event: string; actor: string }[] }>(
      'GET',
      '/api/account/audit',
    );
    expect(body.entries.map(({ event }) => event)).toEqual([
      'consent.given',
      'sign-in.approved',
      'account.activated',
      'device.admitted',
    ]);
    const everything = JSON.stringify(events);
    for (const secret of [person.pin, person.identity.phone_number, 'MARTIN', person.identity.email]) {
      expect(everything).not.toContain(`"${secret}"`);
    }
  });

  it('X1: without the phone nothing is shown', async () => {
    expect((await service.browser().call('GET', '/api/account/audit')).status).toBe(401);
  });
});
