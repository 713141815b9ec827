import { createHash } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { vi } from 'vitest';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoGrants } from '../../lambdas/adapters/aws/dynamo-grants.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import {
  DEFAULT_RELYING_PARTIES,
  DEFAULT_SIGN_IN,
  DEFAULT_TOKEN_KEYS,
} from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import { ownedId } from '../../lambdas/domain/account/owned-id.ts';
import { allClaims } from '../../lambdas/domain/claims/requested-claims.ts';
import type { Client } from '../../lambdas/domain/client/client.ts';
import type { Grant } from '../../lambdas/domain/grant/grant.ts';
import { tokenSealers } from '../../lambdas/domain/sealed-token/token-sealers.ts';
import type { SealedCode } from '../../lambdas/domain/sealed-token/tokens.ts';
import { hashSecret } from '../../lambdas/domain/secret-hash.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from './aws.ts';
import { CALLBACK, SECRET, VERIFIER } from './relying-party.ts';
import type { Handler } from './sign-in.ts';
import { keepTestKeys, testPublications } from './signing-keys.ts';

const TABLES: readonly TableName[] = [
  'clients',
  'grants',
  'access-tokens',
  'backchannel-requests',
  'approvals',
  'accounts',
  'consents',
  'certificates',
  'revocations',
  'sign-ins',
  'signing-keys',
  'client-errors',
  'replays',
  'audit-events',
];

export const ISSUER = 'https://id.example';
export const MTLS_ORIGIN = 'https://mtls.id.example';

export interface ServiceAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; empty when it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string | undefined>>;
  readonly query?: string;
  /** Of a connection with mutual TLS: the certificate in PEM. */
  readonly certificate?: { readonly pem: string };
}

/** Function `token` as deployed, called as API Gateway calls it, over real stores and keys; sign-ins are begun in the store. */
export interface TokenService {
  readonly aws: TestAws;
  advance(seconds: number): void;
  register(client: Partial<Client> & { readonly client_id: string }): Promise<Client>;
  person(changes?: Partial<Account>, identity?: Partial<AccountIdentity>): Promise<Account>;
  /** A sign-in that the person has just agreed to, and the code for it. */
  begin(client: Client, person: Account, changes?: Partial<Grant>): Promise<Begun>;
  call(method: string, path: string, call?: Call): Promise<ServiceAnswer>;
  /** POST /oauth/token by a client with the test's secret. */
  token(client: Client, form: Call['form'], call?: Call): Promise<ServiceAnswer>;
  /** The whole way from an agreed sign-in to its tokens. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  tokens(client: Client, person: Account, changes?: Partial<Grant>, call?: Call): Promise<any>;
  /** How often each AWS operation was called by this. */
  costs(act: () => Promise<unknown>): Promise<Record<string, number>>;
  stop(): void;
}

export interface Begun {
  readonly grant: Grant;
  readonly code: string;
}

export const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

const IDENTITY: AccountIdentity = {
  given_name: 'Maëlys Gaëlle Marie',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  email: 'maelys@example.org',
  phone_number: '+33639980001',
};

export async function startTokenService(): Promise<TokenService> {
  const aws = await startAws(TABLES);
  Object.assign(process.env, {
    ISSUER,
    SIGN_IN: JSON.stringify(DEFAULT_SIGN_IN),
    TOKEN_KEYS: JSON.stringify(DEFAULT_TOKEN_KEYS),
    RELYING_PARTIES: JSON.stringify({
      ...DEFAULT_RELYING_PARTIES,
      mtlsOrigin: MTLS_ORIGIN,
      allowsLoopback: true,
    }),
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  await keepTestKeys(ISSUER, testPublications());
  const { handler } = (await import('../../lambdas/functions/token.ts')) as { handler: Handler };
  const personalData = kmsPersonalData('personal-data');
  const sealers = tokenSealers(deploymentSecret('tokens'), randomness);
  const grants = dynamoGrants('grants');
  const put = async (table: TableName, record: object): Promise<void> => {
    await dynamo().send(new PutItemCommand({ TableName: table, Item: toItem(record) }));
  };
  const service: TokenService = {
    aws,
    advance(seconds) {
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + seconds * 1000 });
    },
    async register(changes) {
      const client: Client = { ...CLIENT, ...changes };
      await put('clients', { ...client, id: client.client_id });
      return client;
    },
    async person(changes = {}, identity = {}) {
      const id = randomness.id();
      const wrappedKey = await personalData.create(id);
      const at = new Date().toISOString();
      const account: Account = {
        id,
        status: 'active',
        level: 'substantial',
        wrappedKey,
        sealed: await personalData.seal(id, wrappedKey, { ...IDENTITY, ...identity }),
        phoneHandle: randomness.id(),
        enrolmentId: randomness.id(),
        language: 'en',
        createdAt: at,
        verifiedAt: at,
        deviceId: randomness.id(),
        version: 1,
        ...changes,
      };
      await put('accounts', account);
      return account;
    },
    async begin(client, person, changes = {}) {
      const grant = newGrant(client, person, changes);
      await grants.begin(grant);
      const claims = allClaims(grant.claims);
      await put('consents', { accountId: person.id, clientId: client.client_id, claims, givenAt: 'now' });
      const code = (await sealers('code')).seal({ grant: grant.id } satisfies SealedCode);
      return { grant, code };
    },
    async call(method, path, call = {}) {
      const answer = await handler(eventOf(method, path, call));
      const text = String(answer.body ?? '');
      const headers = (answer.headers ?? {}) as Record<string, string>;
      const json = headers['content-type']?.startsWith('application/json') === true;
      return { status: answer.statusCode ?? 0, headers, text, body: json ? JSON.parse(text) : {} };
    },
    token: (client, form, call = {}) =>
      service.call('POST', '/oauth/token', { ...call, form: { ...credentials(client), ...form } }),
    async tokens(client, person, changes, call) {
      const { code } = await service.begin(client, person, changes);
      const answer = await service.token(client, exchange(code), call);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body;
    },
    async costs(act) {
      const before = new Map(aws.calls);
      await act();
      const spent = [...aws.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)] as const);
      return Object.fromEntries(spent.filter(([, n]) => n > 0));
    },
    stop() {
      vi.useRealTimers();
      aws.stop();
    },
  };
  return service;
}

export const exchange = (code: string) => ({
  grant_type: 'authorization_code',
  redirect_uri: CALLBACK,
  code_verifier: VERIFIER,
  code,
});

export const refreshing = (refresh_token: string) => ({ grant_type: 'refresh_token', refresh_token });

const credentials = (client: Client): Record<string, string> => ({
  client_id: client.client_id,
  ...(client.token_endpoint_auth_method === 'client_secret_post' && { client_secret: SECRET }),
});

const CLIENT: Client = {
  client_id: 'rp',
  client_name: 'Tax service',
  redirect_uris: [CALLBACK],
  token_endpoint_auth_method: 'client_secret_post',
  client_secret_hash: hashSecret(SECRET),
  id_token_signed_response_alg: 'ES256',
  grant_types: ['authorization_code', 'refresh_token'],
  scope: 'openid profile email phone birth identite_pivot',
  profile: 'standard',
  status: 'active',
};

function newGrant(client: Client, person: Account, changes: Partial<Grant>): Grant {
  const now = Date.now();
  const at = (seconds: number): string => new Date(now + seconds * 1000).toISOString();
  return {
    id: ownedId(person.id, randomness.id()),
    clientId: client.client_id,
    accountId: person.id,
    scopes: ['openid', 'profile'],
    claims: { userinfo: ['given_name', 'family_name'], idToken: [] },
    nonce: 'a-nonce',
    acr: 'eidas2',
    amr: ['pop', 'pin', 'mfa'],
    authTime: Math.floor(now / 1000),
    sid: randomness.id(),
    code: {
      redirectUri: CALLBACK,
      codeChallenge: createHash('sha256').update(VERIFIER).digest('base64url'),
      validUntil: at(60),
    },
    startedAt: at(0),
    validUntil: at(360),
    ...changes,
  };
}

/** Grants that outlive their access tokens. */
export const OFFLINE = (days = 30): Partial<Grant> => ({
  refreshCount: 0,
  scopes: ['openid', 'profile', 'email', 'offline_access'],
  claims: { userinfo: ['given_name', 'family_name', 'email', 'email_verified'], idToken: [] },
  validUntil: new Date(Date.now() + days * 86_400_000).toISOString(),
});

function eventOf(method: string, path: string, call: Call): APIGatewayProxyEventV2 {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(call.form ?? {})) if (value !== undefined) form.set(name, value);
  const { certificate } = call;
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: call.query ?? '',
    headers: { ...(call.form && FORM), ...call.headers },
    requestContext: {
      http: { method, path, sourceIp: '192.0.2.7' },
      requestId: 'test',
      domainName: certificate === undefined ? 'id.example' : 'mtls.id.example',
      ...(certificate && {
        authentication: { clientCert: { clientCertPem: certificate.pem } },
      }),
    },
    ...(call.form && { body: String(form) }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2;
}
