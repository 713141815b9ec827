import { existsSync, readFileSync } from 'node:fs';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { writeAtomically } from '../cloud/atomic-file.ts';
import { LOGO } from './pages.ts';

export const DEMO_CLIENT_ID = 'demo-tax-service';

export interface DemoKey {
  readonly key: CryptoKey;
  readonly publicJwk: JWK;
}

/** The demo's own ES256 key for `private_key_jwt`, made once and kept in the data folder with mode 0600. */
export async function demoKey(path: string): Promise<DemoKey> {
  if (!existsSync(path)) {
    const { privateKey } = await generateKeyPair('ES256', { extractable: true });
    writeAtomically(path, JSON.stringify(await exportJWK(privateKey)));
  }
  const jwk = JSON.parse(readFileSync(path, 'utf8')) as JWK;
  const { d: _private, ...publicPart } = jwk;
  const kid = await calculateJwkThumbprint(publicPart);
  const key = (await importJWK({ ...jwk, kid }, 'ES256')) as CryptoKey;
  return { key, publicJwk: { ...publicPart, kid, alg: 'ES256', use: 'sig' } };
}

/** The registration of the demo as a row of the `clients` table (names of RFC 7591). */
export function demoClient(url: string, publicJwk: JWK): Readonly<Record<string, unknown>> {
  return {
    client_id: DEMO_CLIENT_ID,
    client_name: 'Demo Tax Service',
    redirect_uris: [`${url}/callback`],
    post_logout_redirect_uris: [`${url}/`],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [publicJwk] },
    id_token_signed_response_alg: 'ES256',
    scope: 'openid profile email birth phone identite_pivot',
    profile: 'standard',
    purpose: {
      en: 'see and pay your taxes',
      fr: 'consulter et payer vos impôts',
      ja: '税金の確認と納付',
    },
    logo_uri: `data:image/svg+xml;base64,${Buffer.from(LOGO).toString('base64')}`,
    policy_uri: `${url}/privacy`,
    status: 'active',
  };
}
