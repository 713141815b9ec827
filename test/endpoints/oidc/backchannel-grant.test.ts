import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../../../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoBackchannelRequests } from '../../../lambdas/adapters/aws/dynamo-backchannel-requests.ts';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoConsents } from '../../../lambdas/adapters/aws/dynamo-consents.ts';
import { dynamoGrants } from '../../../lambdas/adapters/aws/dynamo-grants.ts';
import { deploymentSecret } from '../../../lambdas/adapters/aws/secrets.ts';
import { DEFAULT_SIGN_IN } from '../../../lambdas/contracts/settings.ts';
import { parametersOf } from '../../../lambdas/domain/authorization-request/parameters.ts';
import { redeemBackchannelRequest } from '../../../lambdas/domain/backchannel-authentication/redeem-backchannel-request.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { tokenSealers } from '../../../lambdas/domain/sealed-token/token-sealers.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import { Crash, failingAt } from '../../support/failing-step.ts';
import { deliverStreams } from '../../support/streams.ts';

let service: BackChannelService;
let client: Client;
beforeAll(async () => {
  service = await startBackChannel();
  client = await service.ciba({
    client_id: 'poll',
    scope: 'openid profile email offline_access',
    grant_types: ['urn:openid:params:grant-type:ciba', 'refresh_token'],
  });
  await service.ciba({ client_id: 'other' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

const userinfo = (token: string) =>
  fetch(`${service.issuer}/oauth/userinfo`, { headers: { authorization: `Bearer ${token}` } });

describe('polling (CIBA Core §10.1, §11)', () => {
  it('B9: pending, then the tokens of who approved; B5: what the phone named is the consent', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person, { binding_message: 'Order 4711' });
    const pending = await service.poll('poll', id);
    expect([pending.status, pending.body.error]).toEqual([400, 'authorization_pending']);
    await service.decide(person, 'approve');
    const { status, headers, body } = await service.poll('poll', id);
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 300, scope: 'openid profile' });
    const keys = createRemoteJWKSet(new URL(`${service.issuer}/oauth/jwks`));
    const { payload } = await jwtVerify(body.id_token, keys, { issuer: service.issuer, audience: 'poll' });
    expect(payload).toMatchObject({ acr: 'eidas2', amr: ['pop', 'pin', 'mfa'], sid: expect.any(String) });
    expect(await (await userinfo(body.access_token)).json()).toMatchObject({
      sub: payload.sub,
      family_name: 'MARTIN',
    });
    const { consents } = (await person.phone.call<{ consents: object[] }>('GET', '/api/account/consents'))
      .body;
    expect(consents).toMatchObject([{ clientId: 'poll', claims: expect.arrayContaining(['given_name']) }]);
    await deliverStreams();
    const { entries } = (await person.phone.call<{ entries: object[] }>('GET', '/api/account/history')).body;
    expect(entries).toMatchObject([{ client: 'Tax service', outcome: 'signed-in', acr: 'eidas2' }]);
  });

  it('B9: a poll while the question is open costs two reads and one write', async () => {
    const id = await service.ask('poll', await service.personWithPhone());
    const { calls } = service.aws;
    const before = new Map(calls);
    await service.poll('poll', id);
    const made = [...calls].flatMap(([name, count]) =>
      count > (before.get(name) ?? 0) ? [[name, count - (before.get(name) ?? 0)]] : [],
    );
    expect(Object.fromEntries(made)).toMatchObject({ 'DynamoDB.GetItem': 2, 'DynamoDB.UpdateItem': 1 });
  });

  it('B9: refused on the phone: access_denied, and no consent', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person);
    await service.decide(person, 'refuse');
    expect((await service.poll('poll', id)).body.error).toBe('access_denied');
    expect((await person.phone.call('GET', '/api/account/consents')).body).toEqual({ consents: [] });
  });

  it('B9: CIBA Core §11: too early is slow_down, and the interval is five seconds longer from then on', async () => {
    const id = await service.ask('poll', await service.personWithPhone());
    const poll = async () => (await service.poll('poll', id)).body.error;
    expect(await poll()).toBe('authorization_pending');
    service.advance(4);
    expect(await poll()).toBe('slow_down');
    service.advance(9);
    expect(await poll()).toBe('slow_down');
    service.advance(15);
    expect(await poll()).toBe('authorization_pending');
    service.advance(15);
    expect(await poll()).toBe('authorization_pending');
  });

  it('B9: CIBA Core §11: of twenty polls at once one is in time, and they slow the client once', async () => {
    const id = await service.ask('poll', await service.personWithPhone());
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.poll('poll', id)));
    expect(answers.filter(({ body }) => body.error === 'authorization_pending')).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'slow_down')).toHaveLength(19);
    service.advance(10);
    expect((await service.poll('poll', id)).body.error).toBe('authorization_pending');
  });

  it('B9: twenty polls at once after the approval: tokens once, invalid_grant ever after', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person);
    await service.decide(person, 'approve');
    const answers = await Promise.all(Array.from({ length: 20 }, () => service.poll('poll', id)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.error === 'invalid_grant')).toHaveLength(19);
    await deliverStreams();
    const { entries } = (await person.phone.call<{ entries: object[] }>('GET', '/api/account/history')).body;
    expect(entries).toHaveLength(1);
    const token = answers.find(({ status }) => status === 200)?.body.access_token;
    expect((await userinfo(token)).status).toBe(200);
  });

  it('B9: CIBA Core §11: another client’s auth_req_id is invalid_grant, and stays good for its own', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person);
    await service.decide(person, 'approve');
    expect((await service.poll('other', id)).body.error).toBe('invalid_grant');
    expect((await service.poll('poll', id)).status).toBe(200);
  });

  it('B5: a consent withdrawn after the answer does not come back by another poll', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person);
    await service.decide(person, 'approve');
    expect((await service.poll('poll', id)).status).toBe(200);
    expect((await person.phone.call('DELETE', '/api/account/consents/poll')).status).toBeLessThan(300);
    expect((await service.poll('poll', id)).body.error).toBe('invalid_grant');
    expect((await person.phone.call('GET', '/api/account/consents')).body).toEqual({ consents: [] });
  });

  it.each([
    ['unknown', 'A'.repeat(108), 'invalid_grant'],
    ['missing', '', 'invalid_request'],
  ])('B9: CIBA Core §11: an auth_req_id that is %s is refused', async (_what, id, error) => {
    const answer = await service.poll('poll', id);
    expect([answer.status, answer.body.error]).toEqual([400, error]);
  });

  it('B9: CIBA Core §11: over is expired_token; what was approved in the last second can still be fetched, for a while', async () => {
    const [late, never, inTime] = await Promise.all([1, 2, 3].map(() => service.personWithPhone()));
    if (!late || !never || !inTime) throw new Error('nobody');
    const [first, second, third] = [
      await service.ask('poll', late),
      await service.ask('poll', never),
      await service.ask('poll', inTime),
    ];
    service.advance(179);
    await service.decide(late, 'approve');
    await service.decide(inTime, 'approve');
    service.advance(10);
    expect((await service.poll('poll', second)).body.error).toBe('expired_token');
    expect((await service.poll('poll', third)).status).toBe(200);
    service.advance(30);
    expect((await service.poll('poll', first)).body.error).toBe('expired_token');
  });

  it('B9: a level the person does not have is access_denied; nothing of it is told before the approval', async () => {
    const person = await service.personWithPhone({ level: 'simple' } as never);
    const id = await service.ask('poll', person, { acr_values: 'eidas2' });
    expect((await service.poll('poll', id)).body.error).toBe('authorization_pending');
    await service.decide(person, 'approve');
    expect((await service.poll('poll', id)).body.error).toBe('access_denied');
  });

  it('B9: offline_access gives a refresh token, since the phone named what is given', async () => {
    const person = await service.personWithPhone();
    const id = await service.ask('poll', person, { scope: 'openid offline_access' });
    expect((await person.phone.approvals()).map(({ claims }) => claims)).toEqual([['offline_access']]);
    await service.decide(person, 'approve');
    const { body } = await service.poll('poll', id);
    const again = await service.post('poll', '/oauth/token', {
      grant_type: 'refresh_token',
      refresh_token: body.refresh_token,
    });
    expect([again.status, typeof again.body.access_token]).toEqual([200, 'string']);
  });

  it('B9: the phone’s signature is over the message it showed: over another, the decision does not count', async () => {
    const person = await service.personWithPhone();
    await service.ask('poll', person, { binding_message: 'pay 10' });
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('not asked');
    const shown = { ...approval, backchannel: { bindingMessage: 'pay 1000' } };
    expect((await person.phone.decide(shown, 'approve', person.pin)).body.code).toBe('decision-not-signed');
  });
});

describe('crashes', () => {
  const deps = () => ({
    settings: DEFAULT_SIGN_IN,
    sealers: tokenSealers(deploymentSecret('tokens'), randomness),
    backchannelRequests: dynamoBackchannelRequests('backchannel-requests'),
    approvals: dynamoApprovals('approvals'),
    accounts: dynamoAccounts('accounts'),
    certificates: dynamoCertificates({ certificates: 'certificates' }),
    consents: dynamoConsents('consents'),
    grants: dynamoGrants('grants'),
    subjectSecret: deploymentSecret('subjects'),
    randomness,
  });

  it('B9: after a crash at any step before the grant, the next poll gives it, and everything stands once', async () => {
    const verbs = { consents: ['keep'], grants: ['begin'] };
    for (const step of [1, 2]) {
      const person = await service.personWithPhone();
      const id = await service.ask('poll', person);
      await service.decide(person, 'approve');
      const form = parametersOf(new URLSearchParams({ auth_req_id: id }));
      const failing = failingAt(deps(), verbs, step).deps;
      await expect(redeemBackchannelRequest(form, client, new Date(), failing)).rejects.toThrow(Crash);
      expect((await service.poll('poll', id)).status).toBe(200);
      await deliverStreams();
      const { entries } = (await person.phone.call<{ entries: object[] }>('GET', '/api/account/history'))
        .body;
      expect(entries).toHaveLength(1);
    }
  });
});
