import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../lambdas/contracts/problem.ts';
import { mutualTlsFaults } from '../../../lambdas/domain/client/mutual-tls-faults.ts';
import { type Portal, type PortalOwner, SERVICE, startPortal } from '../../support/portal.ts';

const CERTIFIED = {
  ...SERVICE,
  token_endpoint_auth_method: 'tls_client_auth',
  tls_client_auth_subject_dn: 'CN=rp,O=Example,C=FR',
  tls_client_certificate_bound_access_tokens: true,
};

let portal: Portal;
let ada: PortalOwner;
beforeAll(async () => {
  portal = await startPortal({ mtlsOrigin: 'https://mtls.id.example' });
  ada = await portal.owner();
});
afterAll(() => portal.stop());

const create = (changes: object) =>
  ada.call<Problem>('POST', '/api/relying-parties', { ...CERTIFIED, ...changes });

describe('registering for mutual TLS', () => {
  it.each([
    [{}],
    [{ tls_client_auth_subject_dn: undefined, tls_client_auth_san_dns: 'rp.example' }],
    [{ tls_client_auth_subject_dn: undefined, tls_client_auth_san_ip: '2001:db8::7' }],
  ])('B12: RFC 8705 §2.1.2: %j is taken, and no secret is made', async (changes) => {
    const { status, body } = await create(changes);
    expect([status, JSON.stringify(body)]).toEqual([201, expect.not.stringContaining('client_secret"')]);
  });

  it.each([
    [{ tls_client_auth_subject_dn: undefined }, 'tls_client_auth_subject_dn'],
    [{ tls_client_auth_san_dns: 'rp.example' }, 'tls_client_auth_subject_dn'],
    [{ tls_client_auth_subject_dn: '/C=FR/O=Example/CN=rp' }, 'tls_client_auth_subject_dn'],
    [
      { tls_client_auth_subject_dn: undefined, tls_client_auth_san_uri: 'rp.example' },
      'tls_client_auth_san_uri',
    ],
    [{ tls_client_auth_subject_dn: undefined, tls_client_auth_san_email: 'rp' }, 'tls_client_auth_san_email'],
  ])('B12: RFC 8705 §2.1.2: %j is refused at %s', async (changes, field) => {
    const { status, body } = await create(changes);
    expect([status, body.fields?.map((fault) => fault.field)]).toEqual([422, [field]]);
  });

  it('B12: RFC 8705 §2.2: self_signed_tls_client_auth is not served', async () => {
    const { status, body } = await create({ token_endpoint_auth_method: 'self_signed_tls_client_auth' });
    expect([status, body.fields?.[0]?.field]).toEqual([400, 'token_endpoint_auth_method']);
  });

  it('B12: RFC 8705 §5: where there is no host for mutual TLS, both members are refused', () => {
    const client = { ...CERTIFIED, client_id: 'rp' } as unknown as Parameters<typeof mutualTlsFaults>[0];
    const said = mutualTlsFaults(client, { mtlsOrigin: '' });
    expect(said).toEqual([
      expect.stringMatching(/^token_endpoint_auth_method: tls_client_auth needs a host for mutual TLS/),
      expect.stringMatching(/^tls_client_certificate_bound_access_tokens needs a host for mutual TLS/),
    ]);
    expect(mutualTlsFaults(client, { mtlsOrigin: 'https://mtls.id.example' })).toEqual([]);
  });
});
