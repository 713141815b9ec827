import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startDynamo } from '../../test/support/dynamo.ts';
import { type TestBrowser, testBrowser } from '../../test/support/http.ts';
import { startServer } from '../server-process.ts';
import { type CountingGateway, countingGateway } from './counting-gateway.ts';
import { PEER_TABLE } from './peer-table.ts';
import { openRelyingParty, REGISTRATION } from './relying-party.ts';
import type { Subject, Visitor } from './subject.ts';

const ENDPOINTS = {
  authorize: '/auth',
  token: '/token',
  userinfo: '/me',
  introspect: '/token/introspection',
  jwks: '/jwks',
};
const CREDENTIALS = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };

/** oidc-provider 9 with its stores in memory, or in the same DynamoDB-compatible server through the same SDK as ours. */
export async function startPeer(stores: 'memory' | 'dynamodb', people: number): Promise<Subject> {
  const table = stores === 'dynamodb' ? await startTable() : undefined;
  const environment = { PATH: process.env.PATH, NODE_ENV: 'production', ...CREDENTIALS };
  const server = await startServer('oidc/peer-server.ts', [stores, JSON.stringify(REGISTRATION)], () => ({
    ...environment,
    ...(table && { AWS_ENDPOINT_URL: table.gateway.url }),
  }));
  return {
    name: `oidc-provider, ${stores === 'memory' ? 'stores in memory' : 'stores in DynamoDB'}`,
    server,
    gateway: table?.gateway,
    relyingParty: await openRelyingParty(server.origin, ENDPOINTS),
    visitors: Array.from({ length: people }, (_, number) => visitor(server.origin, `person-${number}`)),
    againParameters: {},
    stop() {
      server.stop();
      table?.stop();
    },
  };
}

async function startTable(): Promise<{ readonly gateway: CountingGateway; stop(): void }> {
  const dynamo = await startDynamo([]);
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new DynamoDBClient({ endpoint: dynamo.url, region: 'eu-west-1', credentials });
  const index = (IndexName: string, AttributeName: string) => ({
    IndexName,
    KeySchema: [{ AttributeName, KeyType: 'HASH' as const }],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await client.send(
    new CreateTableCommand({
      TableName: PEER_TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['id', 'uid', 'grantId'].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S',
      })),
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [index('by-uid', 'uid'), index('by-grant', 'grantId')],
    }),
  );
  client.destroy();
  const gateway = await countingGateway(dynamo.url);
  return {
    gateway,
    stop() {
      gateway.stop();
      dynamo.stop();
    },
  };
}

function visitor(origin: string, phone: string): Visitor {
  let browser: TestBrowser | undefined;
  return {
    async signIn(asked) {
      browser = testBrowser(origin);
      const loginPage = await redirected(browser, asked.url);
      const loggedIn = await submit(browser, loginPage, `phone=${phone}&pin=4831`);
      const consentPage = await redirected(browser, loggedIn);
      const consented = await submit(browser, consentPage, '');
      return await redirected(browser, consented);
    },
    comeAgain: async (asked) => (browser === undefined ? undefined : await redirected(browser, asked.url)),
  };
}

async function redirected(browser: TestBrowser, url: string): Promise<string> {
  const { location, text } = await browser.visit(url);
  if (location === null) throw new Error(`oidc-provider: ${text.slice(0, 200)}`);
  return new URL(location, browser.origin).href;
}

/** Opens a page with one form and sends the form. */
async function submit(browser: TestBrowser, page: string, form: string): Promise<string> {
  const { text } = await browser.visit(page);
  const action = /action="([^"]+)"/.exec(text)?.[1];
  if (action === undefined) throw new Error(`oidc-provider shows no form: ${text.slice(0, 200)}`);
  const { headers, status } = await browser.call('POST', action, form, {
    'content-type': 'application/x-www-form-urlencoded',
  });
  const location = headers.get('location');
  if (location === null) throw new Error(`oidc-provider refused a form: ${status}`);
  return new URL(location, browser.origin).href;
}
