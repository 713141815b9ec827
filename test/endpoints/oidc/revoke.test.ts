import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Account } from '../../../lambdas/domain/account/account.ts';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { SECRET } from '../../support/relying-party.ts';
import { OFFLINE, refreshing, startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
let other: Client;
let person: Account;

beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
  other = await service.register({ client_id: 'other' });
  person = await service.person();
});
afterAll(() => service.stop());

const revoke = (token: string | undefined, by = client, form = {}) =>
  service.call('POST', '/oauth/revoke', {
    form: { client_id: by.client_id, client_secret: SECRET, token, ...form },
  });
const userinfo = async (token: string): Promise<number> =>
  (await service.call('GET', '/oauth/userinfo', { headers: { authorization: `Bearer ${token}` } })).status;

describe('POST /oauth/revoke', () => {
  it.each(['access_token', 'refresh_token'] as const)(
    'B1: RFC 7009 §2.1: revoking the %s ends the whole grant',
    async (which) => {
      const tokens = await service.tokens(client, person, OFFLINE());
      const { status, text } = await revoke(tokens[which]);
      expect([status, text]).toEqual([200, '']);
      expect(await userinfo(tokens.access_token)).toBe(401);
      expect((await service.token(client, refreshing(tokens.refresh_token))).body.error).toBe(
        'invalid_grant',
      );
    },
  );

  it('B1: RFC 7009 §2.2: unknown, revoked before, with a misleading hint: 200', async () => {
    expect((await revoke('made-up')).status).toBe(200);
    const { access_token } = await service.tokens(client, person);
    const hint = { token_type_hint: 'refresh_token' };
    expect((await revoke(access_token, client, hint)).status).toBe(200);
    expect((await revoke(access_token)).status).toBe(200);
    expect(await userinfo(access_token)).toBe(401);
  });

  it('B2: RFC 7009 §2.1: another client’s token is refused, and stays good', async () => {
    const { access_token } = await service.tokens(client, person);
    const { status, body } = await revoke(access_token, other);
    expect([status, body.error]).toEqual([400, 'unauthorized_client']);
    expect(await userinfo(access_token)).toBe(200);
  });

  it('B2: RFC 7009 §2.1: the client proves itself; a public one names itself', async () => {
    const { access_token } = await service.tokens(client, person);
    expect((await revoke(access_token, client, { client_secret: 'wrong' })).status).toBe(401);
    expect(await userinfo(access_token)).toBe(200);
    expect((await revoke(undefined)).body.error).toBe('invalid_request');
    const page = await service.register({ client_id: 'page', token_endpoint_auth_method: 'none' });
    const own = await service.tokens(page, person);
    expect((await revoke(own.access_token, page, { client_secret: undefined })).status).toBe(200);
    expect(await userinfo(own.access_token)).toBe(401);
  });

  it('B1: an organisation’s token ends for its client alone', async () => {
    const system = await service.register({
      client_id: 'system',
      grant_types: ['client_credentials'],
      scope: 'letters',
      organisation_id: 'org',
    });
    const { body } = await service.token(system, { grant_type: 'client_credentials' });
    const active = async (): Promise<boolean> =>
      (
        await service.call('POST', '/oauth/introspect', {
          form: { client_id: 'system', client_secret: SECRET, token: body.access_token },
        })
      ).body.active;
    expect((await revoke(body.access_token, other)).status).toBe(200);
    expect(await active()).toBe(true);
    expect((await revoke(body.access_token, system)).status).toBe(200);
    expect(await active()).toBe(false);
  });

  it('B1: cost: one write, and one for the audit trail', async () => {
    const { access_token } = await service.tokens(client, person);
    expect(await service.costs(() => revoke(access_token))).toEqual({
      'DynamoDB.UpdateItem': 1,
      'DynamoDB.PutItem': 1,
    });
  });
});
