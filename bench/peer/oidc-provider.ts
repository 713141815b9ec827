/** oidc-provider 9 over DynamoDB as a function would carry it: made at start, with its keys, clients and adapter. */
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';
import { DynamoAdapter } from '../oidc/peer-adapter.ts';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const provider = new Provider('https://id.example.org', {
  adapter: DynamoAdapter,
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'peer' }] },
  features: { devInteractions: { enabled: false }, introspection: { enabled: true } },
});

export const handler = provider.callback();
