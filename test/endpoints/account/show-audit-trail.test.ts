import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { codeFor } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';
import { deliverStreams } from '../../support/streams.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

/** Everything that stands in the chain. */
async function chained(): Promise<string> {
  const { Items } = await dynamo().send(new ScanCommand({ TableName: 'audit-chain' }));
  return JSON.stringify((Items ?? []).map((item) => fromItem(item)));
}

describe('GET /api/account/audit', () => {
  it('X1: a person sees their own trail, newest first, and it holds neither PIN, code, number nor name', async () => {
    const person = await service.personWithPhone();
    await service.personWithPhone();
    await codeFor(service, person);
    await deliverStreams();
    await deliverStreams();
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
    const everything = await chained();
    for (const secret of [person.pin, person.identity.phone_number, 'MARTIN', person.identity.email]) {
      expect(everything).not.toContain(`"${secret}"`);
    }
  });

  it('X1: without the phone nothing is shown', async () => {
    expect((await service.browser().call('GET', '/api/account/audit')).status).toBe(401);
  });
});
