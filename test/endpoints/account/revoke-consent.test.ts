import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoAuditTrail } from '../../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoClients } from '../../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { sqsRelyingPartyMessages } from '../../../lambdas/adapters/aws/sqs-relying-party-messages.ts';
import { withdrawConsent } from '../../../lambdas/domain/consent/withdraw-consent.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { Crash, failingAt } from '../../support/failing-step.ts';
import { codeFor, redeem, SECRET } from '../../support/relying-party.ts';
import { type SignInService, startSignInService } from '../../support/sign-in.ts';

const PATH = '/api/account/consents/rp';
let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  const backchannel_logout_uri = 'https://rp.example/logout';
  await service.register({ client_id: 'rp', client_secret_hash: hashSecret(SECRET), backchannel_logout_uri });
});
afterAll(() => service.stop());
beforeEach(() => {
  service.aws.sent.messages.length = 0;
});

const userinfo = async (token: unknown): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status;
};

describe('DELETE /api/account/consents/{client}', () => {
  it('B5: the service gets nothing more, not even by the token it holds, and is told to sign the person out', async () => {
    const person = await service.personWithPhone();
    const { body } = await redeem(service, { code: await codeFor(service, person) });
    const answer = await person.phone.call('DELETE', PATH);
    expect([answer.status, answer.body]).toEqual([200, { tokensEnded: 1, told: true }]);
    expect(await userinfo(body.access_token)).toBe(401);
    expect((await person.phone.call('GET', '/api/account/consents')).body).toEqual({ consents: [] });
    expect(service.aws.sent.messages).toMatchObject([
      { kind: 'logout', clientId: 'rp', accountId: person.account.id },
    ]);
  });

  it('B5: a consent that is not there is 404, one of another person stays', async () => {
    const [one, two] = [await service.personWithPhone(), await service.personWithPhone()];
    await codeFor(service, one);
    expect((await two.phone.call('DELETE', PATH)).status).toBe(404);
    const { body } = await one.phone.call<{ consents: object[] }>('GET', '/api/account/consents');
    expect(body.consents).toHaveLength(1);
  });

  it('B5: a crash at any step leaves something to withdraw again, and the service is told once in effect', async () => {
    const deps = {
      consents: dynamoConsents('consents'),
      grants: dynamoGrants('grants'),
      clients: dynamoClients('clients'),
      messages: sqsRelyingPartyMessages(process.env.RELYING_PARTY_MESSAGES_QUEUE ?? ''),
      audit: dynamoAuditTrail('audit-events', randomness),
    };
    const verbs = {
      grants: ['revoke'],
      messages: ['enqueue'],
      audit: ['record'],
      consents: ['revoke'],
    };
    for (const step of [1, 2, 3, 4]) {
      const person = await service.personWithPhone();
      const { body } = await redeem(service, { code: await codeFor(service, person) });
      const withdraw = (with_: typeof deps) => withdrawConsent(person.account.id, 'rp', new Date(), with_);
      await expect(withdraw(failingAt(deps, verbs, step).deps)).rejects.toThrow(Crash);
      expect((await person.phone.call('DELETE', PATH)).status).toBe(200);
      expect(await userinfo(body.access_token)).toBe(401);
      const told = service.aws.sent.messages.filter(
        (message) => message.kind === 'logout' && message.accountId === person.account.id,
      );
      expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    }
  });
});
