import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { vi } from 'vitest';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoLinks } from '../../lambdas/adapters/aws/dynamo-links.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import {
  DEFAULT_CITIZEN_SESSION,
  DEFAULT_ONE_TIME_CODES,
  DEFAULT_PIN,
  DEFAULT_RELYING_PARTIES,
  DEFAULT_SIGN_IN,
  DEFAULT_SMS,
  DEFAULT_TOKEN_KEYS,
  DEFAULT_WEB_PUSH,
  type PinSettings,
  type SignInSettings,
} from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import type { Client } from '../../lambdas/domain/client/client.ts';
import { identifierOf } from '../../lambdas/domain/identifier/identifier.ts';
import { ROUTES, type Route } from '../../lambdas/routes.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from './aws.ts';
import { type TestBrowser, testBrowser } from './http.ts';
import { startTestMutualTls, type TestMutualTls } from './mutual-tls.ts';
import { type Phone, testPhone } from './phone.ts';
import { keepTestKeys, testPublications } from './signing-keys.ts';

const TABLES: readonly TableName[] = [
  'clients',
  'approvals',
  'accounts',
  'account-handles',
  'enrolments',
  'devices',
  'push-subscriptions',
  'pins',
  'links',
  'one-time-codes',
  'grants',
  'access-tokens',
  'browser-sessions',
  'pushed-requests',
  'backchannel-requests',
  'signing-keys',
  'client-errors',
  'personas',
  'replays',
  'consents',
  'sign-ins',
  'send-quotas',
  'audit-events',
  'audit-chain',
  'citizen-sessions',
  'certificates',
  'revocations',
];

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** The sign-in side as deployed: the very function handlers behind one loopback address, over real stores and keys. */
export interface SignInService {
  readonly issuer: string;
  /** The host for mutual TLS and the authority whose clients may come, where one was asked for. */
  readonly mutualTls?: TestMutualTls;
  readonly aws: TestAws;
  /** Moves the clock on. */
  advance(seconds: number): void;
  register(client: Partial<Client> & { readonly client_id: string }): Promise<Client>;
  /** A verified person without a phone yet. */
  person(changes?: Partial<Account>, identity?: Partial<AccountIdentity>): Promise<Person>;
  /** The same person with an activated phone. */
  personWithPhone(changes?: Partial<Account>, identity?: Partial<AccountIdentity>): Promise<PersonWithPhone>;
  browser(): TestBrowser;
  stop(): void;
}

export interface Person {
  readonly account: Account;
  readonly identity: AccountIdentity;
  /** A fresh activation or recovery token. */
  link(purpose: 'activate' | 'recover', lifetimeSeconds?: number): Promise<string>;
}
export interface PersonWithPhone extends Person {
  readonly phone: Phone;
  readonly pin: string;
}

export const MARTIN: Omit<AccountIdentity, 'phone_number'> = {
  given_name: 'Maëlys Gaëlle Marie',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  email: 'maelys@example.org',
};

const MANY = { limit: 10_000, windowSeconds: 3600 };

/** Limits are wide unless a test is about them. */
export async function startSignInService(
  settings: Partial<SignInSettings> = {},
  pin: Partial<PinSettings> = {},
  /** Further tables, and functions by name, that are loaded once the environment is set. */
  more: {
    readonly tables?: readonly TableName[];
    readonly functions?: () => Promise<Record<string, Handler>>;
    /** Whether there is a host for mutual TLS. */
    readonly mutualTls?: boolean;
  } = {},
): Promise<SignInService> {
  const aws = await startAws([...TABLES, ...(more.tables ?? [])]);
  const handlers = new Map<string, Handler>();
  let issuer = '';
  const invoke: Handler = async (event) =>
    (await handlers.get(routeOf(event.routeKey)?.function ?? '')?.(event)) ?? { statusCode: 404 };
  const mutualTls = more.mutualTls ? await startTestMutualTls(invoke) : undefined;
  const published = testPublications();
  const server = createServer(async (request, response) => {
    const publication = published.texts.get(new URL(request.url ?? '/', issuer).pathname);
    if (publication !== undefined) {
      response.writeHead(200, PUBLIC_JSON).end(publication);
      return;
    }
    const result = await invoke(await toEvent(request));
    response.writeHead(result.statusCode ?? 500, {
      ...(result.headers as Record<string, string>),
      ...(result.cookies && { 'set-cookie': result.cookies }),
    });
    response.end(result.body ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    ISSUER: issuer,
    NOTIFICATIONS_QUEUE: `${aws.endpoint}/notifications`,
    SIGN_IN: JSON.stringify({
      ...DEFAULT_SIGN_IN,
      approvalsPerNumber: MANY,
      approvalsPerAddress: MANY,
      ...settings,
    }),
    PIN: JSON.stringify({ ...DEFAULT_PIN, ...pin }),
    WEB_PUSH: JSON.stringify({ ...DEFAULT_WEB_PUSH, answerSeconds: 3, allowsLoopback: true }),
    CITIZEN_SESSION: JSON.stringify(DEFAULT_CITIZEN_SESSION),
    TOKEN_KEYS: JSON.stringify(DEFAULT_TOKEN_KEYS),
    RELYING_PARTIES: JSON.stringify({
      ...DEFAULT_RELYING_PARTIES,
      allowsLoopback: true,
      mtlsOrigin: mutualTls?.origin ?? '',
    }),
    RELYING_PARTY_MESSAGES_QUEUE: `${aws.endpoint}/relying-party-messages`,
    PERSONA_APPROVALS_QUEUE: `${aws.endpoint}/persona-approvals`,
    SMS: JSON.stringify({ ...DEFAULT_SMS, perAddress: MANY, perPrefix: MANY }),
    ONE_TIME_CODES: JSON.stringify(DEFAULT_ONE_TIME_CODES),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  await keepTestKeys(issuer, published);
  await loadHandlers(handlers);
  for (const [name, handler] of Object.entries((await more.functions?.()) ?? {})) handlers.set(name, handler);
  const service: SignInService = {
    issuer,
    ...(mutualTls && { mutualTls }),
    aws,
    advance(seconds) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
    },
    register: (client) => register(client),
    person: (changes, identity) => makePerson(changes, identity),
    personWithPhone: (changes, identity) => makePersonWithPhone(service, changes, identity),
    browser: () => testBrowser(issuer),
    stop() {
      vi.useRealTimers();
      server.closeAllConnections();
      server.close();
      mutualTls?.stop();
      aws.stop();
    },
  };
  return service;
}

const PUBLIC_JSON = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };

async function loadHandlers(handlers: Map<string, Handler>): Promise<void> {
  const [signIn, token, authenticator, account] = await Promise.all([
    import('../../lambdas/functions/sign-in.ts'),
    import('../../lambdas/functions/token.ts'),
    import('../../lambdas/functions/authenticator.ts'),
    import('../../lambdas/functions/account.ts'),
  ]);
  handlers.set('sign-in', signIn.handler);
  handlers.set('token', token.handler);
  handlers.set('authenticator', authenticator.handler);
  handlers.set('account', account.handler);
}

const routeOf = (key: string): Route | undefined =>
  ROUTES.find(({ method, path }) => `${method} ${path}` === key);

/** What API Gateway makes of a request (payload format 2.0). */
async function toEvent(request: IncomingMessage): Promise<APIGatewayProxyEventV2> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const method = request.method ?? 'GET';
  const { route, params } = match(method, url.pathname);
  const { cookie, ...headers } = request.headers;
  return {
    version: '2.0',
    routeKey: route === undefined ? '$default' : `${route.method} ${route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    ...(cookie !== undefined && { cookies: cookie.split('; ') }),
    pathParameters: params,
    requestContext: { http: { method, sourceIp: '192.0.2.7' }, requestId: 'test' },
    body: (await buffer(request)).toString('base64'),
    isBase64Encoded: true,
  } as unknown as APIGatewayProxyEventV2;
}

function match(method: string, path: string): { route?: Route; params: Record<string, string> } {
  for (const route of ROUTES) {
    const pattern = new RegExp(
      `^${route.path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`,
    );
    const found = pattern.exec(path);
    if (route.method === method && found) return { route, params: { ...found.groups } };
  }
  return { params: {} };
}

async function register(client: Partial<Client> & { readonly client_id: string }): Promise<Client> {
  const complete: Client = {
    client_name: 'Tax service',
    redirect_uris: ['https://rp.example/callback'],
    post_logout_redirect_uris: ['https://rp.example/bye'],
    token_endpoint_auth_method: 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
    scope: 'openid profile email phone birth identite_pivot',
    profile: 'standard',
    purpose: { en: 'pay your taxes', fr: 'payer vos impôts' },
    status: 'active',
    ...client,
  };
  const item = toItem({ ...complete, id: complete.client_id });
  await dynamo().send(new PutItemCommand({ TableName: 'clients', Item: item }));
  return complete;
}

let people = 0;
const personalData = kmsPersonalData('personal-data');

async function makePerson(
  changes: Partial<Account> = {},
  identity: Partial<AccountIdentity> = {},
): Promise<Person> {
  people += 1;
  const who: AccountIdentity = {
    ...MARTIN,
    phone_number: `+336123${String(40_000 + people)}`,
    ...identity,
  };
  const id = randomness.id();
  const wrappedKey = await personalData.create(id);
  const phoneHandle = identifierOf(await deploymentSecret('identifiers')(), 'phone', who.phone_number);
  const at = new Date().toISOString();
  const account: Account = {
    id,
    status: 'pending',
    level: 'substantial',
    wrappedKey,
    sealed: await personalData.seal(id, wrappedKey, who),
    phoneHandle,
    enrolmentId: randomness.id(),
    language: 'en',
    createdAt: at,
    verifiedAt: at,
    version: 1,
    ...changes,
  };
  await dynamoAccounts('accounts').create(account);
  await put('account-handles', { id: phoneHandle, accountId: id });
  await put('enrolments', { id: account.enrolmentId, step: 'accepted', version: 1 });
  const links = dynamoLinks('links', randomness);
  return {
    account,
    identity: who,
    link: (purpose, lifetimeSeconds = 3600) =>
      links.create({
        purpose: 'activation',
        subject: id,
        lifetimeSeconds,
        now: new Date(),
        data: { purpose },
      }),
  };
}

async function makePersonWithPhone(
  service: SignInService,
  changes: Partial<Account> = {},
  identity: Partial<AccountIdentity> = {},
): Promise<PersonWithPhone> {
  const person = await makePerson(changes, identity);
  const phone = testPhone(service.browser(), () => Date.now());
  const pin = '4831';
  const token = await person.link('activate');
  const code = await activationCodeFor(service, person, token);
  const done = await phone.activate(token, code, pin);
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
  return { ...person, phone, pin };
}

/** Opens an activation link and reads the SMS. */
export async function activationCodeFor(
  service: SignInService,
  person: Person,
  token: string,
): Promise<string> {
  const started = await service.browser().call('POST', '/api/authenticator/activation', { token });
  if (started.status !== 200) throw new Error(JSON.stringify(started.body));
  return codeSentTo(service, person.identity.phone_number);
}

export function codeSentTo(service: SignInService, phone: string): string {
  const text = service.aws.sent.texts.findLast(({ to }) => to === phone)?.text ?? '';
  return /\d{4,8}/.exec(text)?.[0] ?? '';
}

export async function put(table: TableName, record: object): Promise<void> {
  await dynamo().send(new PutItemCommand({ TableName: table, Item: toItem(record) }));
}
