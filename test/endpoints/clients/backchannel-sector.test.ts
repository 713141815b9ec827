import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from '../../../lambdas/contracts/problem.ts';
import type { RelyingPartyMade } from '../../../lambdas/contracts/relying-parties.ts';
import { CIBA_GRANT } from '../../../lambdas/domain/client/client.ts';
import {
  type Portal,
  type PortalOwner,
  relyingPartySite,
  SERVICE,
  startPortal,
} from '../../support/portal.ts';

let portal: Portal;
let eve: PortalOwner;
let site: Awaited<ReturnType<typeof relyingPartySite>>;
const KEYS = {
  keys: [generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })],
};
const pages: Record<string, unknown> = { '/keys': KEYS, '/tax-service': ['https://tax.example/callback'] };

beforeAll(async () => {
  [portal, site] = await Promise.all([startPortal(), relyingPartySite(pages)]);
  eve = await portal.owner();
});
afterAll(async () => {
  site.server.close();
  await portal.stop();
});

const { redirect_uris: _none, ...WITHOUT_ADDRESS } = SERVICE;
const BACKCHANNEL = {
  ...WITHOUT_ADDRESS,
  grant_types: [CIBA_GRANT],
  backchannel_token_delivery_mode: 'poll',
  token_endpoint_auth_method: 'private_key_jwt',
};
const register = (metadata: object) =>
  eve.call<RelyingPartyMade & Problem>('POST', '/api/relying-parties', { ...BACKCHANNEL, ...metadata });
const askProduction = ({ client }: RelyingPartyMade) =>
  eve.call<Problem>('POST', `/api/relying-parties/${client}/production`);

describe('the sector of a client that is answered at no address (CIBA Core §4)', () => {
  it('B8: is not whatever host it names: a list without its keys, or no list at all, is refused', async () => {
    const jwks_uri = `${site.origin}/keys`;
    for (const path of ['/tax-service', '/nothing']) {
      const { status, body } = await register({ jwks_uri, sector_identifier_uri: site.origin + path });
      expect([status, body.fields?.[0]?.field]).toEqual([422, 'sector_identifier_uri']);
    }
    const byValue = await register({ jwks: KEYS, sector_identifier_uri: `${site.origin}/tax-service` });
    expect(byValue.status).toBe(422);
  });

  it('B8: is that of a list which names its jwks_uri', async () => {
    const jwks_uri = `${site.origin}/keys`;
    pages['/own'] = [jwks_uri];
    const { status, body } = await register({ jwks_uri, sector_identifier_uri: `${site.origin}/own` });
    expect(status, JSON.stringify(body)).toBe(201);
  });

  it('B8: in production a redirect URI of somebody else gives it no subjects of theirs', async () => {
    const borrowed = await register({ redirect_uris: ['https://tax.example/callback'], jwks: KEYS });
    const elsewhere = await register({
      redirect_uris: ['https://tax.example/callback'],
      jwks_uri: `${site.origin}/keys`,
    });
    for (const { body } of [borrowed, elsewhere]) {
      const asked = await askProduction(body);
      expect([asked.status, asked.body.fields?.[0]?.field]).toEqual([422, 'jwks_uri']);
    }
  });

  it('B8: nor do keys that nothing must be signed with', async () => {
    const { body } = await register({
      redirect_uris: [`${site.origin}/callback`],
      jwks_uri: `${site.origin}/keys`,
      token_endpoint_auth_method: 'client_secret_basic',
    });
    expect((await askProduction(body)).body.fields?.[0]?.field).toBe('jwks_uri');
  });
});

describe('calls to addresses that an owner names', () => {
  it('X1: lists of sectors are read so often in an hour and no more', async () => {
    const mallory = await portal.owner();
    const ask = () =>
      mallory.call<Problem>('POST', '/api/relying-parties', {
        ...SERVICE,
        sector_identifier_uri: `${site.origin}/nothing`,
      });
    const statuses = new Set<number>();
    for (let count = 0; count < 121; count += 1) statuses.add((await ask()).status);
    expect([...statuses]).toEqual([422, 429]);
  });
});
