import { join } from 'node:path';
import { synthesise } from './assembly.ts';
import { openAuthority } from './client-authority/authority.ts';
import { type Cloud, startCloud } from './cloud/cloud.ts';
import { services } from './cloud/services/index.ts';
import { startDemoBusinesses } from './demo-businesses/server.ts';
import { demoClient, demoKey } from './demo-relying-party/registration.ts';
import { startDemoRelyingParty } from './demo-relying-party/server.ts';
import { createEngines } from './engines/services.ts';
import { seed } from './seed.ts';

export interface RunningGuichet {
  readonly publicUrl: string;
  readonly gatewayUrl: string;
  readonly relyingPartyUrl: string;
  /** Where systems with a client certificate call (RFC 8705). */
  readonly mutualTlsUrl: string;
  /** Loads the recognisers ahead of the first picture. */
  warm(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts everything on five ports in a row: public origin, demo relying party, AWS gateway, demo businesses, mutual TLS.
 * @param options.say one line of progress at a time
 * @param options.tokenKeys how tokens are signed (docs/token-keys.md)
 */
export async function startGuichet(options: {
  readonly port: number;
  readonly data: string;
  readonly tokenKeys: 'direct' | 'wrapped';
  readonly say: (line: string) => void;
}): Promise<RunningGuichet> {
  const { port, data, tokenKeys, say } = options;
  say('Building the functions and the web app, synthesising the stacks …');
  const assembly = await synthesise({ data, port, tokenKeys });
  say('Starting the laptop cloud …');
  const engines = createEngines();
  const authority = openAuthority(data);
  const cloud = await startCloud({
    assembly,
    data,
    publicPort: port,
    gatewayPort: port + 2,
    mutualTls: { port: port + 4, credentials: authority.issueServer, trustStore: authority.trustStore },
    services: [...services, ...engines.factories],
    log: say,
  });
  const relyingPartyUrl = `http://127.0.0.1:${port + 1}`;
  const { key, publicJwk } = await demoKey(join(data, 'demo-relying-party.json'));
  const businesses = await startDemoBusinesses({
    port: port + 3,
    issuer: cloud.publicUrl,
    keyFile: join(data, 'demo-businesses-key.json'),
  });
  say('Holding the key ceremony, registering reviewers, the demo relying party and businesses …');
  await seed({
    data,
    environment: administrator(cloud),
    client: demoClient(relyingPartyUrl, publicJwk),
    publicUrl: cloud.publicUrl,
    businesses: businesses.entries,
  });
  const relyingParty = await startDemoRelyingParty({ port: port + 1, issuer: cloud.publicUrl, key });
  return {
    publicUrl: cloud.publicUrl,
    gatewayUrl: cloud.gatewayUrl,
    relyingPartyUrl,
    mutualTlsUrl: `https://127.0.0.1:${port + 4}`,
    warm: engines.warm,
    async stop() {
      await relyingParty.stop();
      await businesses.stop();
      await cloud.stop();
    },
  };
}

/** What lets the operator's command lines reach the laptop cloud as its administrator. */
function administrator({
  gatewayUrl,
  credentials,
}: Pick<Cloud, 'gatewayUrl' | 'credentials'>): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: gatewayUrl,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
}
