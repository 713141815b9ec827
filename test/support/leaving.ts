import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { vi } from 'vitest';
import { dynamo, fromItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoClientRegistrations } from '../../lambdas/adapters/aws/dynamo-client-registrations.ts';
import { dynamoPersonaAccounts } from '../../lambdas/adapters/aws/dynamo-personas.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import { identifierOf } from '../../lambdas/domain/identifier/identifier.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { s3 } from '../../local/cloud/services/s3/s3.ts';
import { ACCESS_KEY, openSmallCloud } from '../local/cloud/small-cloud.ts';
import { keepCertificate } from './certificate-record.ts';
import { type Handler, type Person, put, type SignInService, startSignInService } from './sign-in.ts';

const MORE: readonly TableName[] = [
  'signing-shares',
  'organisations',
  'organisation-members',
  'attributes',
  'boxes',
  'box-items',
  'business-consents',
  'moves',
  'move-notices',
  'applications',
  'signal-streams',
];

export interface LeavingService extends SignInService {
  /** The consumer of the queue over one order to erase; whether it did its work. */
  erase(accountId: string): Promise<boolean>;
  stop(): void;
}

/** The functions that show and close an account, and the one that erases, as deployed, beside those of sign-in. */
export async function startLeaving(): Promise<LeavingService> {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'box' } };
  const cloud = await openSmallCloud({ services: [s3], resources: { Box: bucket } });
  const service = await startSignInService(
    {},
    {},
    {
      tables: MORE,
      functions: async () => {
        Object.assign(process.env, {
          AWS_ENDPOINT_URL_S3: cloud.url,
          AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
          AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
          BOX_BUCKET: 'box',
          ACCOUNT_ERASURES_QUEUE: `${process.env.AWS_ENDPOINT_URL}/account-erasures`,
        });
        return { leaving: (await import('../../lambdas/functions/leaving.ts')).handler };
      },
    },
  );
  const { handler } = (await import('../../lambdas/functions/eraser.ts')) as unknown as {
    handler: (event: Partial<SQSEvent>) => Promise<SQSBatchResponse>;
  };
  return {
    ...service,
    async erase(accountId) {
      const record = { messageId: 'm', body: JSON.stringify({ accountId }) } as SQSEvent['Records'][number];
      return (await handler({ Records: [record] })).batchItemFailures.length === 0;
    },
    stop() {
      delete process.env.AWS_ENDPOINT_URL_S3;
      void cloud.close();
      service.stop();
    },
  };
}

export type { Handler };

const NOW = '2026-11-20T08:00:00.000Z';
const personalData = kmsPersonalData('personal-data');
let residents = 0;

export interface Resident {
  readonly person: Person;
  readonly account: Account;
  /** A test persona of theirs. */
  readonly personaId: string;
  readonly object: string;
}

/**
 * A person with something in every table: services that know them, papers, a box, moves, drafts, services and personas of their own.
 * @param changes of the account
 */
export async function resident(service: SignInService, changes: Partial<Account> = {}): Promise<Resident> {
  residents += 1;
  const email = `resident-${residents}@example.org`;
  const handleOf = async (kind: 'email' | 'person' | 'document' | 'phone', value: string) =>
    identifierOf(await deploymentSecret('identifiers')(), kind, value);
  const ownHandles = [
    await handleOf('person', `MARTIN|${residents}`),
    await handleOf('document', `FRA|${residents}`),
  ];
  const person = await service.person(
    { status: 'active', deviceId: `phone-${residents}`, activatedAt: NOW, ownHandles, ...changes },
    { email },
  );
  const { account } = person;
  const seal = (value: object) => personalData.seal(account.id, account.wrappedKey, value);
  for (const id of [await handleOf('email', email), ...ownHandles]) {
    await put('account-handles', { id, accountId: account.id });
  }
  await putEnrolment(account, email);
  await putPhone(account);
  await putServices(service, account);
  await keepCertificate({ holder: account.id });
  await put('signing-shares', { id: `key-${account.id}`, accountId: account.id, createdAt: NOW, salt: 's' });
  await put('organisation-members', {
    accountId: account.id,
    organisationId: '100000001',
    role: 'delegate',
  });
  await putAttribute(account);
  const object = `documents/${account.id}/paper`;
  await putBox(account, object, seal);
  await putMoves(account, seal);
  await put('applications', {
    id: `draft-${account.id}`,
    applicantId: account.id,
    procedure: 'nursery-place',
    authorityId: '100000001',
    authorityName: 'Lyon',
    status: 'draft',
    createdAt: NOW,
    sealed: await seal({ values: { child: 'Zoé' } }),
    requests: {},
    version: 1,
  });
  const personaId = await putOwnServices(
    account,
    await handleOf('phone', `+3363998${String(1000 + residents)}`),
  );
  return { person, account, personaId, object };
}

async function putEnrolment({ id, enrolmentId }: Account, email: string): Promise<void> {
  const wrappedKey = await personalData.create(enrolmentId);
  await put('enrolments', {
    id: enrolmentId,
    accountId: id,
    reference: 'K7PX-4M2Q',
    step: 'active',
    level: 'substantial',
    language: 'en',
    createdAt: NOW,
    updatedAt: NOW,
    wrappedKey,
    sealed: await personalData.seal(enrolmentId, wrappedKey, {
      email,
      declared: { birthdate: '1990-07-13' },
    }),
    emailHandle: 'an-email-handle',
    pictures: [],
    attempt: 1,
    version: 1,
  });
}

async function putPhone({ id, deviceId }: Account): Promise<void> {
  const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' };
  const device = { accountId: id, name: 'Pixel', key, addedAt: NOW };
  await put('devices', { ...device, id: deviceId, status: 'bound' });
  await put('devices', {
    ...device,
    id: `old-${id}`,
    addedAt: '2025-01-01T00:00:00.000Z',
    status: 'revoked',
  });
  await put('pins', { id, salt: 's', attempts: 0, ceiling: 3 });
  await put('push-subscriptions', { accountId: id });
  await put('approvals', { accountId: id, id: `approval.${id}` });
  await put('sign-ins', {
    accountId: id,
    at: NOW,
    clientId: 'plain',
    client: 'Tax service',
    outcome: 'signed-in',
    address: '192.0.2.7',
  });
}

/** Two services: one that is told of each session, one that is told of the person. */
async function putServices(service: SignInService, { id }: Account): Promise<void> {
  const backchannel_logout_uri = 'https://rp.example/logout';
  await service.register({ client_id: 'plain', backchannel_logout_uri });
  await service.register({
    client_id: 'by-session',
    backchannel_logout_uri,
    backchannel_logout_session_required: true,
  });
  await service.register({ client_id: 'silent' });
  for (const clientId of ['plain', 'by-session', 'silent']) {
    await put('consents', { accountId: id, clientId, claims: ['email'], givenAt: NOW });
    await put('grants', {
      accountId: id,
      id: `${id}.${clientId}`,
      clientId,
      sid: `sid-${id}`,
      startedAt: NOW,
      validUntil: '2030-01-01T00:00:00.000Z',
    });
  }
}

async function putAttribute({ id }: Account): Promise<void> {
  await put('attributes', {
    id: `attribute-${id}`,
    holderId: id,
    organisationId: '100000001',
    organisation: 'Boulangerie Martin',
    department: 'Sales',
    post: 'Clerk',
    authorities: [],
    notBefore: NOW,
    notAfter: '2030-01-01T00:00:00.000Z',
    status: 'good',
    issuedAt: NOW,
    record: 'cmVjb3Jk',
    version: 1,
  });
}

async function putBox(
  { id }: Account,
  object: string,
  seal: (value: object) => Promise<string>,
): Promise<void> {
  await put('boxes', { id, status: 'open', openedAt: NOW, bytes: 3 });
  await new S3Client({ forcePathStyle: true }).send(
    new PutObjectCommand({ Bucket: 'box', Key: object, Body: 'abc' }),
  );
  const file = { name: 'lease.pdf', type: 'application/pdf', size: 3, digest: 'q83v', object };
  const item = { boxId: id, arrivedAt: NOW };
  await put('box-items', {
    ...item,
    itemId: `${NOW}#paper`,
    folder: 'safe',
    shelf: `${id}#safe`,
    kind: 'document',
    sealed: await seal({ title: 'Lease', text: 'Rue des Lilas', files: [file] }),
  });
  const letter = {
    name: 'bill.pdf',
    type: 'application/pdf',
    size: 3,
    digest: 'q83v',
    object: `letters/l-${id}/0`,
  };
  await put('box-items', {
    ...item,
    itemId: `${NOW}#letter`,
    folder: 'inbox',
    shelf: `${id}#inbox`,
    kind: 'letter',
    letterId: `l-${id}`,
    letterState: 'waiting',
    sealed: await seal({ title: 'A registered letter waits', text: '', files: [letter] }),
  });
}

async function putMoves({ id }: Account, seal: (value: object) => Promise<string>): Promise<void> {
  await put('business-consents', {
    accountId: id,
    businessId: 'power',
    givenAt: NOW,
    sealed: await seal({ contractNumber: 'C-1' }),
  });
  await put('moves', {
    id: `move-${id}`,
    accountId: id,
    state: 'started',
    startedAt: NOW,
    sealed: await seal({ attributes: {} }),
    version: 1,
  });
  await put('move-notices', { moveId: `move-${id}`, businessId: 'power', accountId: id, state: 'queued' });
}

async function putOwnServices({ id }: Account, phoneHandle: string): Promise<string> {
  const client_id = `own-${id}`;
  const added = await dynamoClientRegistrations({ clients: 'clients', personas: 'personas' }).add(
    {
      client_id,
      client_name: 'My sandbox',
      owner: id,
      registered_at: NOW,
      environment: 'sandbox',
      redirect_uris: ['https://mine.example/callback'],
      post_logout_redirect_uris: [],
      token_endpoint_auth_method: 'client_secret_post',
      id_token_signed_response_alg: 'ES256',
      scope: 'openid',
      profile: 'standard',
      status: 'active',
      version: 1,
    } as unknown as Parameters<ReturnType<typeof dynamoClientRegistrations>['add']>[0],
    5,
  );
  if (!added) throw new Error('The sandbox service was not added.');
  await put('signal-streams', { id: client_id, clientId: client_id, streamId: 'stream', status: 'enabled' });
  const personaId = randomness.id();
  const account = { id: personaId, status: 'active', phoneHandle, persona: { owner: id }, version: 1 };
  const persona = { ownerId: id, id: personaId, name: 'Test', phone: `+3363998${String(1000 + residents)}` };
  const tables = { personas: 'personas', accounts: 'accounts', handles: 'account-handles' };
  await dynamoPersonaAccounts(tables).add(
    { persona, account } as unknown as Parameters<ReturnType<typeof dynamoPersonaAccounts>['add']>[0],
    5,
  );
  await put('consents', { accountId: personaId, clientId: client_id, claims: [], givenAt: NOW });
  return personaId;
}

/** The account as `DELETE /api/account` leaves it. */
export async function close({ id }: Account, at = new Date('2026-11-22T08:00:00.000Z')): Promise<void> {
  const account = await dynamoAccounts('accounts').find(id);
  if (account === undefined) throw new Error('There is no such account.');
  const closedAt = at.toISOString();
  await put('accounts', { ...account, status: 'closed', closedAt, signedOutAt: closedAt });
}

/** Every record of these tables that names one of the values, by table. */
export async function mentioning(
  tables: readonly TableName[],
  values: readonly string[],
): Promise<Readonly<Record<string, readonly object[]>>> {
  const found: Record<string, readonly object[]> = {};
  for (const TableName of tables) {
    const { Items = [] } = await dynamo().send(new ScanCommand({ TableName }));
    const records = Items.map((item) => fromItem<object>(item));
    const hits = records.filter((record) => values.some((value) => JSON.stringify(record).includes(value)));
    if (hits.length > 0) found[TableName] = hits;
  }
  return found;
}

export const ALL_TABLES: readonly TableName[] = [
  ...MORE,
  'accounts',
  'account-handles',
  'enrolments',
  'devices',
  'pins',
  'push-subscriptions',
  'approvals',
  'sign-ins',
  'consents',
  'grants',
  'clients',
  'personas',
  'certificates',
  'revocations',
];

const WRITES = /^(Put|Update|Delete|Transact|SendMessage)/;

/** What tells one write from another, whenever it is made. */
function writeOf(command: object): string {
  const { TableName, Key, Item, TransactItems, Bucket, MessageBody } = (
    command as { readonly input: Readonly<Record<string, unknown>> }
  ).input;
  const { id } = (Item ?? {}) as { readonly id?: unknown };
  const sent = typeof MessageBody === 'string' ? (JSON.parse(MessageBody) as { id: string }).id : undefined;
  const within = (TransactItems as object[] | undefined)?.map((each) =>
    writeOf({ input: Object.values(each)[0] }),
  );
  return JSON.stringify([command.constructor.name, TableName, Bucket, Key, id, sent, within]);
}

/**
 * A process that dies just after the first write that no process before it made, before it knows of it: one life after the other,
 * there is a crash between any two writes.
 */
export function dyingProcess(): { readonly restore: () => void; readonly deaths: () => number } {
  const made = new Set<string>();
  let dead = false;
  const spies = [DynamoDBClient, SQSClient, S3Client].map(({ prototype }) => {
    const { send } = prototype as { send: (...args: unknown[]) => Promise<unknown> };
    return vi.spyOn(prototype as { send: typeof send }, 'send').mockImplementation(async function (
      this: unknown,
      ...args: unknown[]
    ) {
      if (dead) throw new Error('This process is dead.');
      const answer = await Reflect.apply(send, this, args);
      const command = args[0] as object;
      if (!WRITES.test(command.constructor.name) || made.has(writeOf(command))) return answer;
      made.add(writeOf(command));
      dead = true;
      throw new Error('ServiceUnavailable');
    });
  });
  return {
    restore: () => {
      for (const spy of spies) spy.mockRestore();
    },
    deaths: () => {
      dead = false;
      return made.size;
    },
  };
}
