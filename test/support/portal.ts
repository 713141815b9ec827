import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoSessions } from '../../lambdas/adapters/aws/dynamo-sessions.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import type { ClientMetadata } from '../../lambdas/contracts/relying-parties.ts';
import {
  DEFAULT_CERTIFICATES,
  DEFAULT_ONE_TIME_CODES,
  DEFAULT_PIN,
  DEFAULT_RELYING_PARTIES,
  DEFAULT_SIGNING_PASSWORD,
  DEFAULT_SMS,
  type RelyingPartySettings,
} from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import { OPERATOR_COOKIE } from '../../lambdas/domain/operator/operators.ts';
import { NOBODYS_PASSWORD } from '../../lambdas/domain/operator/password.ts';
import { ROUTES } from '../../lambdas/routes.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from './aws.ts';
import { citizenCookies } from './citizen-session.ts';
import { type Handler, MARTIN, put } from './sign-in.ts';

export const ISSUER = 'http://127.0.0.1:4000';

/** What an answer holds, with its status. */
export interface PortalAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
}

export type Caller = <Body = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<PortalAnswer<Body>>;

export interface PortalOwner {
  readonly account: Account;
  readonly call: Caller;
}

/** The functions `relying-parties` and `registry` as deployed, over real stores and keys. Addresses of this machine may be called. */
export async function startPortal(settings: Partial<RelyingPartySettings> = {}) {
  const aws = await startAws([
    'clients',
    'client-errors',
    'personas',
    'accounts',
    'account-handles',
    'approvals',
    'citizen-sessions',
    'send-quotas',
    'operators',
    'operator-sessions',
    'audit-events',
    'pins',
    'signing-shares',
    'certificates',
    'revocations',
    'one-time-codes',
    'organisations',
  ]);
  Object.assign(process.env, {
    ISSUER,
    NOTIFICATIONS_QUEUE: `${aws.endpoint}/notifications`,
    RELYING_PARTY_MESSAGES_QUEUE: `${aws.endpoint}/relying-party-messages`,
    RELYING_PARTIES: JSON.stringify({ ...DEFAULT_RELYING_PARTIES, allowsLoopback: true, ...settings }),
    CERTIFICATES: JSON.stringify(DEFAULT_CERTIFICATES),
    SIGNING_PASSWORD: JSON.stringify(DEFAULT_SIGNING_PASSWORD),
    PIN: JSON.stringify(DEFAULT_PIN),
    SMS: JSON.stringify(DEFAULT_SMS),
    ONE_TIME_CODES: JSON.stringify(DEFAULT_ONE_TIME_CODES),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  const [portal, registry] = await Promise.all([
    import('../../lambdas/functions/relying-parties.ts'),
    import('../../lambdas/functions/registry.ts'),
  ]);
  const handlers: Readonly<Record<string, Handler>> = {
    'relying-parties': portal.handler,
    registry: registry.handler,
  };
  const caller =
    (cookies: Readonly<Record<string, string>> = {}): Caller =>
    async <Body>(method: string, path: string, body?: unknown, headers = {}) =>
      (await invoke(handlers, { method, path, body, headers, cookies })) as PortalAnswer<Body>;
  return {
    aws,
    anybody: caller(),
    owner: (): Promise<PortalOwner> => owner(caller),
    operator: (): Promise<Caller> => operator(caller),
    stop: () => aws.stop(),
  };
}

export type Portal = Awaited<ReturnType<typeof startPortal>>;

async function owner(caller: (cookies: Readonly<Record<string, string>>) => Caller): Promise<PortalOwner> {
  const id = randomness.id();
  const personalData = kmsPersonalData('personal-data');
  const wrappedKey = await personalData.create(id);
  const at = new Date().toISOString();
  const identity = { ...MARTIN, email: `${id.toLowerCase()}@example.org`, phone_number: '+33612345678' };
  const account: Account = {
    id,
    status: 'active',
    level: 'substantial',
    wrappedKey,
    sealed: await personalData.seal(id, wrappedKey, identity),
    phoneHandle: `phone#${id}`,
    enrolmentId: `enrolment-${id}`,
    language: 'en',
    createdAt: at,
    verifiedAt: at,
    deviceId: `device-${id}`,
    version: 1,
  };
  await dynamoAccounts('accounts').create(account);
  return { account, call: caller(await citizenCookies(account)) };
}

async function operator(caller: (cookies: Readonly<Record<string, string>>) => Caller): Promise<Caller> {
  await put('operators', {
    id: 'agathe',
    name: 'Agathe',
    roles: ['clerk'],
    password: NOBODYS_PASSWORD,
    failures: 0,
  });
  const secret = await dynamoSessions('operator-sessions', randomness).open({
    subject: 'agathe',
    lifetimeSeconds: 3600,
    now: new Date(),
  });
  return caller({ [OPERATOR_COOKIE]: secret });
}

interface Invocation {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: Readonly<Record<string, string>>;
}

async function invoke(
  handlers: Readonly<Record<string, Handler>>,
  { method, path, body, headers, cookies }: Invocation,
): Promise<PortalAnswer> {
  const url = new URL(path, ISSUER);
  const found = ROUTES.flatMap((route) => {
    const pattern = `^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`;
    const match = route.method === method && new RegExp(pattern).exec(url.pathname);
    return match ? [{ route, params: { ...match.groups } }] : [];
  })[0];
  if (found === undefined) throw new Error(`No route ${method} ${path}`);
  const result = await handlers[found.route.function]?.({
    version: '2.0',
    routeKey: `${method} ${found.route.path}`,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    cookies: Object.entries(cookies).map(([name, value]) => `${name}=${value}`),
    pathParameters: found.params,
    requestContext: { http: { method, sourceIp: '192.0.2.7' }, requestId: 'test' },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  } as unknown as APIGatewayProxyEventV2);
  const text = result?.body ?? '';
  return {
    status: result?.statusCode ?? 0,
    body: text === '' ? undefined : JSON.parse(text),
    headers: { ...(result?.headers as Record<string, string>) },
  };
}

/** Metadata that is good for production on this machine. */
export const SERVICE: ClientMetadata = {
  client_name: 'Library of Lyon',
  redirect_uris: ['http://127.0.0.1:3000/callback'],
  scope: 'openid given_name',
  policy_uri: 'https://library.example/privacy',
  contacts: ['it@library.example'],
  purpose: { en: 'borrow books', fr: 'emprunter des livres' },
  claim_purposes: { given_name: 'To greet you at the desk.' },
};

/** A web server of a relying party: what stands at its addresses. */
export async function relyingPartySite(pages: Readonly<Record<string, unknown>>): Promise<{
  readonly origin: string;
  readonly server: Server;
}> {
  const server = createServer((request, response) => {
    const page = pages[request.url ?? ''];
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(page ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

export type { TestAws };
