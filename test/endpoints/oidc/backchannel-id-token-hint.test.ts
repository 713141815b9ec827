import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { decodeJwt, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../../lambdas/adapters/aws/dynamo-accounts.ts';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { BACKCHANNEL_PATH, type BackChannelService, startBackChannel } from '../../support/back-channel.ts';
import { CALLBACK, codeFor, SECRET, VERIFIER } from '../../support/relying-party.ts';
import type { PersonWithPhone } from '../../support/sign-in.ts';

let service: BackChannelService;
beforeAll(async () => {
  service = await startBackChannel({ backchannelPerClient: { limit: 1000, windowSeconds: 600 } });
  await service.ciba({ client_id: 'poll' });
  await service.ciba({ client_id: 'other' });
});
afterAll(() => service.stop());
afterEach(() => {
  vi.useRealTimers();
});

/** An ID token of this person for this client. */
async function idTokenOf(person: PersonWithPhone, client = 'poll'): Promise<string> {
  const id = await service.ask(client, person);
  await service.decide(person, 'approve');
  return (await service.poll(client, id)).body.id_token;
}
const start = (id_token_hint: string, client = 'poll') =>
  service.post(client, BACKCHANNEL_PATH, { scope: 'openid profile', id_token_hint });
const refusal = async (hint: string, client?: string) => {
  const { status, body } = await start(hint, client);
  return [status, body.error];
};

describe('id_token_hint of a CIBA request (CIBA Core §7.1, §7.2)', () => {
  it('B9: CIBA Core §7.1: the person of the token is asked, however old it is, and gets the same sub', async () => {
    const person = await service.personWithPhone();
    const hint = await idTokenOf(person);
    service.advance(400 * 86_400); // expired, and its key retired for months
    const { status, body } = await start(hint);
    expect(status).toBe(200);
    await service.decide(person, 'approve');
    const tokens = (await service.poll('poll', body.auth_req_id)).body;
    expect(decodeJwt(tokens.id_token).sub).toBe(decodeJwt(hint).sub);
  });

  it('B9: RFC 7519 §4.1.7: jti is another one each time and names nobody; other clients’ tokens have none', async () => {
    const person = await service.personWithPhone();
    const [one, two] = [decodeJwt(await idTokenOf(person)).jti, decodeJwt(await idTokenOf(person)).jti];
    expect(one).not.toBe(two);
    expect(Buffer.from(one ?? '', 'base64url').toString('latin1')).not.toContain(person.account.id);
    await service.register({ client_id: 'code-only', client_secret_hash: hashSecret(SECRET) });
    const code = await codeFor(service, person, { client_id: 'code-only' });
    const grant = { grant_type: 'authorization_code', client_secret: SECRET, redirect_uri: CALLBACK };
    const form = { ...grant, code, code_verifier: VERIFIER };
    const { body } = await service.post('code-only', '/oauth/token', form);
    expect(decodeJwt(body.id_token).jti).toBeUndefined();
  });

  it('B9: CIBA Core §7.2: another client’s token, a made-up one and one without jti are unknown_user_id', async () => {
    const hint = await idTokenOf(await service.personWithPhone());
    expect(await refusal(hint, 'other')).toEqual([400, 'unknown_user_id']);
    const { jti, ...claims } = decodeJwt(hint);
    const forged = (jtiOf: string | undefined) =>
      new SignJWT({ ...claims, ...(jtiOf !== undefined && { jti: jtiOf }) })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(new Uint8Array(32));
    const turned = `${jti?.slice(0, -4)}AAAA`;
    for (const wrong of [undefined, 'x', turned])
      expect([wrong, await refusal(await forged(wrong))]).toEqual([wrong, [400, 'unknown_user_id']]);
    expect(await refusal('no.token')).toEqual([400, 'unknown_user_id']);
  });

  it('B9: CIBA Core §7.1: beside login_hint it is one hint too many', async () => {
    const person = await service.personWithPhone();
    const hints = { id_token_hint: await idTokenOf(person), login_hint: person.identity.phone_number };
    const { status, body } = await service.post('poll', BACKCHANNEL_PATH, { scope: 'openid', ...hints });
    expect([status, body.error]).toEqual([400, 'invalid_request']);
  });

  it('B9: the message names the account alone: no number passes through what relying parties call', async () => {
    const person = await service.personWithPhone();
    const hint = await idTokenOf(person);
    service.aws.sent.queued.length = 0;
    await start(hint);
    expect(service.aws.sent.queued).toMatchObject([{ to: { account: person.account.id } }]);
    expect(JSON.stringify(service.aws.sent.queued)).not.toContain(person.identity.phone_number);
  });

  it('X2: a person who can no longer be asked looks like any other, and nobody can answer', async () => {
    const person = await service.personWithPhone();
    const hint = await idTokenOf(person);
    await suspend(person.account);
    service.aws.sent.queued.length = 0;
    const { status, body } = await start(hint);
    expect(status).toBe(200);
    expect(service.aws.sent.queued).toMatchObject([{ to: {} }]);
    expect((await service.poll('poll', body.auth_req_id)).body.error).toBe('authorization_pending');
  });
});

async function suspend(account: Account): Promise<void> {
  const now = await dynamoAccounts('accounts').find(account.id);
  const suspended = toItem({ ...now, status: 'suspended' });
  await dynamo().send(new PutItemCommand({ TableName: 'accounts', Item: suspended }));
}
