import { createHash, randomUUID } from 'node:crypto';
import { dynamoAccountHandles } from '../../lambdas/adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoBoxes } from '../../lambdas/adapters/aws/dynamo-boxes.ts';
import { dynamoCitizenSessions } from '../../lambdas/adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoClients } from '../../lambdas/adapters/aws/dynamo-clients.ts';
import { dynamoLetters } from '../../lambdas/adapters/aws/dynamo-letters.ts';
import { dynamoOrganisationTokens } from '../../lambdas/adapters/aws/dynamo-organisation-tokens.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { dynamoRegisteredLetters } from '../../lambdas/adapters/aws/dynamo-registered-letters.ts';
import { dynamoSendQuotas } from '../../lambdas/adapters/aws/dynamo-send-quotas.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { s3BoxObjects } from '../../lambdas/adapters/aws/s3-box-objects.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type { PrepareLetterRequest, SentLetterView, UploadPermit } from '../../lambdas/contracts/mailbox.ts';
import { DEFAULT_CERTIFICATES, DEFAULT_MAILBOX } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import { identifyWith } from '../../lambdas/domain/identifier/identify.ts';
import { letterRules } from '../../lambdas/domain/letter/letter-desk.ts';
import type { Notification } from '../../lambdas/domain/message/messenger.ts';
import { openEvidenceBook } from '../../lambdas/domain/registered-letter/evidence-book.ts';
import { hashSecret } from '../../lambdas/domain/secret-hash.ts';
import { depositLetter } from '../../lambdas/endpoints/mailbox/deposit-letter.ts';
import { prepareLetter } from '../../lambdas/endpoints/mailbox/prepare-letter.ts';
import { cookieJar } from '../../lambdas/shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../lambdas/shell/http-message.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { s3 } from '../../local/cloud/services/s3/s3.ts';
import { ACCESS_KEY, openSmallCloud } from '../local/cloud/small-cloud.ts';
import { startAws } from './aws.ts';
import { citizenCookies } from './citizen-session.ts';
import { testDeliverySeal } from './delivery-seal.ts';
import { MARTIN, put } from './sign-in.ts';

const TABLES: readonly TableName[] = [
  'accounts',
  'account-handles',
  'citizen-sessions',
  'clients',
  'organisations',
  'access-tokens',
  'boxes',
  'box-items',
  'letters',
  'registered-letters',
  'send-quotas',
  'audit-events',
];

export const ISSUER = 'http://127.0.0.1:4000';
export const NOW = new Date('2026-11-21T10:00:00Z');
export const later = (seconds: number, from = NOW): Date => new Date(from.getTime() + seconds * 1000);

/** What letters and boxes are given, over real stores, keys, and a bucket that checks signatures and checksums. */
export async function openMailbox() {
  const aws = await startAws(TABLES);
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'box' } };
  const cloud = await openSmallCloud({ services: [s3], resources: { Box: bucket } });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: cloud.url,
    AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
  });
  const notifications: Notification[] = [];
  const personalData = kmsPersonalData('personal-data');
  const identify = identifyWith(deploymentSecret('identifiers'));
  const deps = {
    settings: DEFAULT_MAILBOX,
    rules: letterRules(DEFAULT_MAILBOX, DEFAULT_CERTIFICATES),
    phoneCountries: ['FR'],
    issuer: ISSUER,
    randomness,
    personalData,
    identify,
    cookies: cookieJar(ISSUER),
    citizenSessions: dynamoCitizenSessions('citizen-sessions', randomness),
    organisationTokens: dynamoOrganisationTokens('access-tokens'),
    clients: dynamoClients('clients'),
    organisations: dynamoOrganisations('organisations'),
    handles: dynamoAccountHandles('account-handles'),
    accounts: dynamoAccounts('accounts'),
    boxes: dynamoBoxes('boxes'),
    items: dynamoBoxItems('box-items'),
    letters: dynamoLetters('letters', DEFAULT_MAILBOX.evidenceDays),
    book: openEvidenceBook({
      evidences: dynamoRegisteredLetters('registered-letters', DEFAULT_MAILBOX.evidenceDays),
      seal: testDeliverySeal(),
      personalData,
    }),
    objects: s3BoxObjects('box'),
    quotas: dynamoSendQuotas('send-quotas'),
    notifications: {
      async enqueue(notification: Notification) {
        if (!notifications.some(({ id }) => id === notification.id)) notifications.push(notification);
      },
    },
    audit: dynamoAuditTrail('audit-events', randomness),
  };

  return {
    aws,
    deps,
    notifications,
    async stop() {
      delete process.env.AWS_ENDPOINT_URL_S3;
      await cloud.close();
      aws.stop();
    },

    /** An admitted organisation with a system that holds an access token. */
    async organisation(changes: { readonly status?: 'active' | 'suspended' } = {}) {
      const id = String(Math.floor(Math.random() * 1e9)).padStart(9, '0');
      const clientId = `letters-${id}`;
      await put('organisations', {
        id,
        name: `Agency ${id}`,
        kind: 'agency',
        town: 'Paris',
        status: 'active',
        ...changes,
      });
      await put('clients', {
        id: clientId,
        client_id: clientId,
        status: 'active',
        scope: 'letters',
        grant_types: ['client_credentials'],
        organisation_id: id,
      });
      const token = randomness.secret();
      await deps.organisationTokens.keep({
        id: hashSecret(token),
        clientId,
        organisationId: id,
        scopes: ['letters'],
        validUntil: '2030-01-01T00:00:00.000Z',
      });
      return { id, name: `Agency ${id}`, clientId, headers: { authorization: `Bearer ${token}` } };
    },

    /** A person with a session; with an open box unless told. */
    async person(changes: Partial<Account> = {}, box: 'open' | 'none' = 'open') {
      const id = randomness.id();
      const email = `${randomUUID()}@example.org`;
      const phone = `+3361${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
      const wrappedKey = await personalData.create(id);
      const identity: AccountIdentity = { ...MARTIN, email, phone_number: phone };
      const account: Account = {
        id,
        status: 'active',
        level: 'substantial',
        wrappedKey,
        sealed: await personalData.seal(id, wrappedKey, identity),
        phoneHandle: await identify('phone', phone),
        enrolmentId: randomness.id(),
        language: 'en',
        createdAt: NOW.toISOString(),
        verifiedAt: NOW.toISOString(),
        deviceId: 'test-device',
        version: 1,
        ...changes,
      };
      await deps.accounts.create(account);
      await put('account-handles', { id: account.phoneHandle, accountId: id });
      await put('account-handles', { id: await identify('email', email), accountId: id });
      if (box === 'open') await deps.boxes.open(id, NOW);
      return { account, email, phone };
    },
  };
}

export type Mailbox = Awaited<ReturnType<typeof openMailbox>>;
export type Sender = Awaited<ReturnType<Mailbox['organisation']>>;
export type Recipient = Awaited<ReturnType<Mailbox['person']>>;

interface RequestParts {
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookies?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly now?: Date;
}

export function requestOf<Body = undefined>(parts: RequestParts, body?: Body): HttpRequest<Body> {
  return {
    method: 'POST',
    path: '/',
    params: parts.params ?? {},
    query: new URLSearchParams(parts.query),
    headers: parts.headers ?? {},
    cookies: parts.cookies ?? {},
    body: body as Body,
    rawBody: new Uint8Array(),
    sourceIp: '192.0.2.7',
    requestId: 'test',
    now: parts.now ?? NOW,
  };
}

/** A request in a person's session, opened at that moment. */
export async function citizenRequest<Body = undefined>(
  { account }: Recipient,
  parts: RequestParts = {},
  body?: Body,
): Promise<HttpRequest<Body>> {
  const now = parts.now ?? NOW;
  return requestOf({ ...parts, cookies: await citizenCookies(account, { now }) }, body);
}

export const viewOf = <T>(response: HttpResponse): T => response.body as T;

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('base64url');

export const fileOf = (content: string, name = 'decision.pdf') => ({
  name,
  type: 'application/pdf',
  size: Buffer.byteLength(content),
  sha256: sha256(content),
});

/** Sends a file as a sender or a browser does. */
export async function upload(
  permit: Pick<UploadPermit, 'url' | 'headers'>,
  content: string,
): Promise<Response> {
  return fetch(permit.url, { method: 'PUT', headers: permit.headers, body: content });
}

export async function prepare(
  { deps }: Mailbox,
  sender: Sender,
  recipient: Recipient,
  changes: Partial<PrepareLetterRequest> = {},
  now = NOW,
): Promise<SentLetterView> {
  const body: PrepareLetterRequest = {
    recipient: { email: recipient.email },
    subject: 'Your tax assessment',
    text: 'Please find your assessment.',
    attachments: [],
    ...changes,
  };
  return viewOf(await prepareLetter(requestOf({ headers: sender.headers, now }, body), deps));
}

/** A letter that its recipient was told of. */
export async function sendLetter(
  mailbox: Mailbox,
  sender: Sender,
  recipient: Recipient,
  contents: readonly string[] = [],
  now = NOW,
): Promise<SentLetterView> {
  const attachments = contents.map((content, n) => fileOf(content, `file-${n}.pdf`));
  const prepared = await prepare(mailbox, sender, recipient, { attachments }, now);
  for (const [n, permit] of (prepared.uploads ?? []).entries()) await upload(permit, contents[n] ?? '');
  const request = requestOf({ headers: sender.headers, params: { letter: prepared.id }, now });
  return viewOf(await depositLetter(request, mailbox.deps));
}
