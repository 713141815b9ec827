/**
 * Who may touch what. One entry is one Lambda function = one authority; the stack turns each line into IAM grants and
 * environment variables, and nothing else gives a function anything. Data only.
 *
 * Environment names follow from the resource names: table `authorization-codes` → `AUTHORIZATION_CODES_TABLE`, key
 * `token-signing-es256` → `TOKEN_SIGNING_ES256_KEY` (key id), bucket `evidence` → `EVIDENCE_BUCKET`, secret `identifiers` →
 * `IDENTIFIERS_SECRET` (ARN), queue `notifications` → `NOTIFICATIONS_QUEUE` (URL), machine `verification` →
 * `VERIFICATION_MACHINE` (ARN). Every function also has `ISSUER` (public origin, no trailing slash) and the settings it names.
 */

export const TABLES = {
  enrolments: { key: 'id', expires: true },
  'enrolment-sessions': { key: 'id', expires: true },
  'one-time-codes': { key: 'id', expires: true },
  'send-quotas': { key: 'id', expires: true },
  links: { key: 'id', expires: true },
  'registered-letters': { key: 'id', sort: 'event' },
  cases: { key: 'id', index: { 'by-status': { key: 'status', sort: 'openedAt' } } },
  operators: { key: 'id' },
  'operator-sessions': { key: 'id', expires: true },
  accounts: { key: 'id' },
  'account-handles': { key: 'id' },
  devices: { key: 'id' },
  pins: { key: 'id' },
  clients: { key: 'id' },
  interactions: { key: 'id', expires: true },
  approvals: { key: 'id', expires: true, index: { 'by-account': { key: 'accountId', sort: 'requestedAt' } } },
  'authorization-codes': { key: 'id', expires: true },
  'access-tokens': { key: 'id', expires: true },
  replays: { key: 'id', expires: true },
  consents: { key: 'accountId', sort: 'clientId' },
  'sign-ins': { key: 'accountId', sort: 'at', expires: true },
  'audit-events': { key: 'id', stream: true },
  'audit-chain': { key: 'chain', sort: 'position', index: { 'by-subject': { key: 'subject', sort: 'at' } } },
} as const satisfies Record<string, Table>;

export interface Table {
  readonly key: string;
  readonly sort?: string;
  /** Has the time-to-live attribute `expiresAt` (epoch seconds); code compares it all the same. */
  readonly expires?: boolean;
  readonly stream?: boolean;
  readonly index?: Readonly<Record<string, { readonly key: string; readonly sort?: string }>>;
}

export const KEYS = {
  'token-signing-es256': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'token-signing-rs256': { spec: 'RSA_2048', usage: 'SIGN_VERIFY' },
  'delivery-evidence': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'audit-checkpoints': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'one-time-codes': { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  pins: { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  'operator-passwords': { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
  'personal-data': { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
} as const satisfies Record<
  string,
  { spec: string; usage: 'SIGN_VERIFY' | 'GENERATE_VERIFY_MAC' | 'ENCRYPT_DECRYPT' }
>;

/** Secrets generated at deployment: HMAC keys read once at cold start. */
export const SECRETS = {
  /** Keyed hashes that make phone numbers, e-mail addresses and document numbers searchable without storing them. */
  identifiers: {},
  /** Pairwise subjects (OIDC Core §8.1). */
  subjects: {},
} as const;

export type TableName = keyof typeof TABLES;
export type KeyName = keyof typeof KEYS;
export type SecretName = keyof typeof SECRETS;
export type BucketName = 'evidence' | 'audit';
export type QueueName = 'notifications';
export type MachineName = 'verification';

type DynamoAction =
  | 'GetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'ConditionCheckItem'
  | 'BatchGetItem';
type KmsAction =
  | 'Sign'
  | 'GetPublicKey'
  | 'GenerateMac'
  | 'VerifyMac'
  | 'Encrypt'
  | 'Decrypt'
  | 'GenerateDataKey';

export interface Authority {
  /** What this authority is trusted with, in one sentence. */
  readonly purpose: string;
  readonly trigger: 'http' | 'task' | 'audit-stream' | 'notifications' | 'hourly';
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly tables?: Partial<Record<TableName, readonly DynamoAction[]>>;
  readonly keys?: Partial<Record<KeyName, readonly KmsAction[]>>;
  readonly secrets?: readonly SecretName[];
  readonly buckets?: Partial<Record<BucketName, readonly ('GetObject' | 'PutObject' | 'DeleteObject')[]>>;
  readonly queues?: readonly QueueName[];
  readonly machines?: Partial<
    Record<MachineName, readonly ('StartExecution' | 'SendTaskSuccess' | 'SendTaskFailure')[]>
  >;
  /** Account-wide services without resource-level permission. */
  readonly services?: readonly (
    | 'sms'
    | 'email'
    | 'textract:DetectDocumentText'
    | 'rekognition:DetectFaces'
    | 'rekognition:CompareFaces'
  )[];
  /** Names of operator settings (lib/stages.ts) passed as environment variables. */
  readonly settings?: readonly string[];
}

const AUDIT = { 'audit-events': ['PutItem'] } as const;

export const AUTHORITIES = {
  discovery: {
    purpose: 'Publishes metadata and public keys; signs nothing, reads no person.',
    trigger: 'http',
    memoryMb: 256,
    timeoutSeconds: 10,
    keys: { 'token-signing-es256': ['GetPublicKey'], 'token-signing-rs256': ['GetPublicKey'] },
  },
  'sign-in': {
    purpose: 'Checks authorization requests and carries the browser through them; holds no key.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      clients: ['GetItem'],
      interactions: ['GetItem', 'PutItem', 'UpdateItem'],
      approvals: ['GetItem', 'PutItem', 'UpdateItem'],
      'account-handles': ['GetItem'],
      accounts: ['GetItem'],
      consents: ['GetItem', 'UpdateItem'],
      'authorization-codes': ['PutItem'],
      'sign-ins': ['PutItem'],
      'send-quotas': ['UpdateItem'],
    },
    keys: { 'token-signing-es256': ['GetPublicKey'], 'token-signing-rs256': ['GetPublicKey'] },
    secrets: ['identifiers', 'subjects'],
    queues: ['notifications'],
    settings: ['SIGN_IN', 'SMS'],
  },
  token: {
    purpose: 'Redeems codes, signs ID tokens, answers userinfo; reads no picture.',
    trigger: 'http',
    memoryMb: 1024,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      clients: ['GetItem'],
      'authorization-codes': ['UpdateItem'],
      'access-tokens': ['GetItem', 'PutItem', 'UpdateItem'],
      replays: ['PutItem'],
      accounts: ['GetItem'],
      consents: ['GetItem'],
    },
    keys: {
      'token-signing-es256': ['Sign', 'GetPublicKey'],
      'token-signing-rs256': ['Sign', 'GetPublicKey'],
      'personal-data': ['Decrypt'],
    },
    secrets: ['subjects'],
  },
  enrolment: {
    purpose: 'Leads a person through enrolment; writes evidence but cannot read it back.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      enrolments: ['GetItem', 'PutItem', 'UpdateItem'],
      'enrolment-sessions': ['GetItem', 'PutItem', 'DeleteItem'],
      'one-time-codes': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['GetItem', 'UpdateItem'],
      links: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'registered-letters': ['PutItem', 'Query'],
      'account-handles': ['GetItem'],
    },
    keys: {
      'one-time-codes': ['GenerateMac', 'VerifyMac'],
      'personal-data': ['GenerateDataKey', 'Decrypt'],
      'delivery-evidence': ['Sign', 'GetPublicKey'],
    },
    secrets: ['identifiers'],
    buckets: { evidence: ['PutObject'] },
    queues: ['notifications'],
    machines: { verification: ['StartExecution'] },
    services: ['sms', 'email'],
    settings: ['ENROLMENT', 'ONE_TIME_CODES', 'MAIL_FROM', 'SMS'],
  },
  'picture-intake': {
    purpose:
      'Judges a document picture or recording at once; the only http function that reads evidence with the recognisers.',
    trigger: 'http',
    memoryMb: 2048,
    timeoutSeconds: 28,
    tables: {
      ...AUDIT,
      enrolments: ['GetItem', 'UpdateItem'],
      'enrolment-sessions': ['GetItem'],
      'send-quotas': ['UpdateItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    buckets: { evidence: ['GetObject', 'PutObject'] },
    services: ['textract:DetectDocumentText', 'rekognition:DetectFaces'],
    settings: ['ENROLMENT', 'VERIFICATION'],
  },
  examiner: {
    purpose: 'Reads documents and compares faces for the verification machine; decides nothing.',
    trigger: 'task',
    memoryMb: 2048,
    timeoutSeconds: 120,
    tables: { enrolments: ['GetItem', 'UpdateItem'] },
    keys: { 'personal-data': ['Decrypt'] },
    buckets: { evidence: ['GetObject'] },
    services: ['textract:DetectDocumentText', 'rekognition:DetectFaces', 'rekognition:CompareFaces'],
    settings: ['ENROLMENT', 'VERIFICATION'],
  },
  registrar: {
    purpose: 'Applies the written policy, opens review cases, concludes enrolments; sees no picture.',
    trigger: 'task',
    memoryMb: 512,
    timeoutSeconds: 30,
    tables: {
      ...AUDIT,
      enrolments: ['GetItem', 'UpdateItem'],
      cases: ['GetItem', 'PutItem', 'UpdateItem'],
      accounts: ['PutItem'],
      'account-handles': ['GetItem', 'PutItem'],
      links: ['PutItem'],
    },
    keys: { 'personal-data': ['Decrypt', 'GenerateDataKey'] },
    secrets: ['identifiers'],
    queues: ['notifications'],
    settings: ['ENROLMENT', 'VERIFICATION'],
  },
  review: {
    purpose: 'Shows cases to signed-in operators and records their decisions.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      cases: ['GetItem', 'UpdateItem', 'Query'],
      enrolments: ['GetItem'],
      operators: ['GetItem', 'UpdateItem'],
      'operator-sessions': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['UpdateItem'],
    },
    keys: { 'personal-data': ['Decrypt'], 'operator-passwords': ['VerifyMac'] },
    buckets: { evidence: ['GetObject'] },
    machines: { verification: ['SendTaskSuccess'] },
    settings: ['REVIEW', 'VERIFICATION'],
  },
  authenticator: {
    purpose: 'Binds phones, keeps PINs, takes approvals; the only function that can check a PIN.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      links: ['GetItem', 'UpdateItem', 'PutItem'],
      accounts: ['GetItem', 'UpdateItem'],
      'account-handles': ['GetItem'],
      enrolments: ['UpdateItem'],
      devices: ['GetItem', 'PutItem', 'UpdateItem'],
      pins: ['GetItem', 'PutItem', 'UpdateItem'],
      approvals: ['GetItem', 'UpdateItem', 'Query'],
      'one-time-codes': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['GetItem', 'UpdateItem'],
      replays: ['PutItem'],
      clients: ['GetItem'],
      'sign-ins': ['PutItem'],
    },
    keys: {
      pins: ['GenerateMac', 'VerifyMac'],
      'one-time-codes': ['GenerateMac', 'VerifyMac'],
      'personal-data': ['Decrypt'],
    },
    secrets: ['identifiers'],
    queues: ['notifications'],
    services: ['sms'],
    settings: ['ONE_TIME_CODES', 'PIN', 'SIGN_IN', 'SMS'],
  },
  account: {
    purpose: 'Shows a person their own history, consents and audit trail.',
    trigger: 'http',
    memoryMb: 256,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      devices: ['GetItem'],
      replays: ['PutItem'],
      accounts: ['GetItem'],
      consents: ['Query', 'DeleteItem'],
      'sign-ins': ['Query'],
      'audit-chain': ['Query'],
      clients: ['GetItem'],
    },
  },
  notifier: {
    purpose: 'Sends e-mails, SMS and pushes from the notifications queue.',
    trigger: 'notifications',
    memoryMb: 256,
    timeoutSeconds: 30,
    tables: { replays: ['GetItem', 'PutItem'] },
    services: ['sms', 'email'],
    settings: ['MAIL_FROM', 'SMS'],
  },
  'audit-chainer': {
    purpose: 'Chains audit events by hash, in order, each once.',
    trigger: 'audit-stream',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { 'audit-chain': ['PutItem', 'Query'] },
  },
  'audit-checkpointer': {
    purpose: 'Signs the head of the audit chain every hour and stores it where it cannot be changed.',
    trigger: 'hourly',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { 'audit-chain': ['Query'] },
    keys: { 'audit-checkpoints': ['Sign', 'GetPublicKey'] },
    buckets: { audit: ['PutObject'] },
  },
} as const satisfies Record<string, Authority>;

export type AuthorityName = keyof typeof AUTHORITIES;

/** `authorization-codes` + `TABLE` → `AUTHORIZATION_CODES_TABLE`. */
export function environmentName(
  resource: string,
  kind: 'TABLE' | 'KEY' | 'BUCKET' | 'SECRET' | 'QUEUE' | 'MACHINE',
): string {
  return `${resource.toUpperCase().replaceAll('-', '_')}_${kind}`;
}
