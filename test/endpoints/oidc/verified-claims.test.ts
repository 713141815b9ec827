import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { startTokenService, type TokenService } from '../../support/token-service.ts';

let service: TokenService;
let client: Client;
beforeAll(async () => {
  service = await startTokenService();
  client = await service.register({ client_id: 'rp' });
});
afterAll(() => service.stop());

const DEMAND = {
  verification: {
    trust_framework: null,
    assurance_level: null,
    evidence: [{ type: { value: 'document' }, document_details: null }],
  },
  claims: { family_name: {}, birthdate: {} },
};

describe('OpenID Identity Assurance, from the grant to the answer', () => {
  it('B6: verified_claims stand where they were asked for, beside other claims, and only there', async () => {
    const person = await service.person(
      {},
      {
        proofing: {
          channel: 'online',
          decidedBy: 'operator',
          document: { type: 'passport', issuingState: 'UTO' },
        },
      },
    );
    const claims = { userinfo: [], idToken: [], verified: { userinfo: [], idToken: [DEMAND] } };
    const { id_token, access_token } = await service.tokens(client, person, { claims });
    expect(decodeJwt(id_token).verified_claims).toEqual({
      verification: {
        trust_framework: 'eidas',
        assurance_level: 'substantial',
        evidence: [
          { type: 'document', document_details: { type: 'passport', issuer: { country_code: 'UTO' } } },
        ],
      },
      claims: { family_name: 'MARTIN', birthdate: '1990-07-13' },
    });
    const headers = { authorization: `Bearer ${access_token}` };
    expect((await service.call('GET', '/oauth/userinfo', { headers })).body).not.toHaveProperty(
      'verified_claims',
    );
  });

  it('B6: what cannot be told is left out, and the sign-in goes on', async () => {
    const person = await service.person();
    const claims = {
      userinfo: ['given_name'],
      idToken: [],
      verified: { userinfo: [DEMAND], idToken: [] },
    } as const;
    const { access_token } = await service.tokens(client, person, { claims });
    const headers = { authorization: `Bearer ${access_token}` };
    const { body } = await service.call('GET', '/oauth/userinfo', { headers });
    expect(Object.keys(body).sort()).toEqual(['given_name', 'sub']);
  });
});
