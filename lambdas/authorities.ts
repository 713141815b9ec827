/**
 * Who may touch what. One entry is one Lambda function = one authority; the stack turns each line into IAM grants and
 * environment variables, and nothing else gives a function anything. Data only.
 *
 * Environment names follow from the resource names: table `authorization-codes` → `AUTHORIZATION_CODES_TABLE`, key
 * `delivery-evidence` → `DELIVERY_EVIDENCE_KEY` (key id), bucket `evidence` → `EVIDENCE_BUCKET`, secret `identifiers` →
 * `IDENTIFIERS_SECRET` (ARN), queue `notifications` → `NOTIFICATIONS_QUEUE` (URL), machine `verification` →
 * `VERIFICATION_MACHINE` (ARN). Every function also has `ISSUER` (public origin, no trailing slash) and the settings it names.
 */

export const TABLES = {
  enrolments: { key: 'id', expires: true },
  'enrolment-sessions': { key: 'id', expires: true },
  'one-time-codes': { key: 'id', expires: true },
  'send-quotas': { key: 'id', expires: true },
  links: { key: 'id', expires: true },
  'registered-letters': { key: 'id', sort: 'event', expires: true },
  cases: { key: 'id', index: { 'by-status': { key: 'status', sort: 'openedAt' } } },
  operators: { key: 'id' },
  'operator-sessions': { key: 'id', expires: true },
  accounts: { key: 'id' },
  'account-handles': { key: 'id' },
  devices: { key: 'id', index: { 'by-account': { key: 'accountId', sort: 'addedAt' } } },
  /** Where an account's phone is woken by Web Push: apart from its key, so that who wakes phones can change none. */
  'push-subscriptions': { key: 'accountId' },
  pins: { key: 'id' },
  clients: {
    key: 'id',
    index: {
      'by-owner': { key: 'owner', sort: 'registered_at' },
      'by-review': { key: 'review', sort: 'review_asked_at' },
    },
  },
  /** Under the account they ask; `id` tells window and place (domain/approval), so that a limit needs no counter. */
  approvals: { key: 'accountId', sort: 'id', expires: true, stream: true },
  'access-tokens': { key: 'id', expires: true },
  replays: { key: 'id', expires: true },
  consents: { key: 'accountId', sort: 'clientId' },
  'sign-ins': { key: 'accountId', sort: 'at', expires: true },
  'audit-events': { key: 'id', stream: true },
  'audit-chain': { key: 'chain', sort: 'position', index: { 'by-subject': { key: 'subject', sort: 'at' } } },
  'citizen-sessions': { key: 'id', expires: true },
  /** Every certificate ever issued, the intent included; `id` is the serial number in hex. */
  certificates: {
    key: 'id',
    index: {
      'by-holder': { key: 'holder', sort: 'issuedAt' },
      'by-expiry': { key: 'expiresOn', sort: 'id' },
    },
  },
  'certificate-applications': { key: 'id', expires: true },
  /** Public keys that were ever certified: SHA-256 of the SubjectPublicKeyInfo. */
  'certified-keys': { key: 'id' },
  /** What the CRLs say: `partition` is `<ca>/<number>`, `serial` in hex; an entry leaves when a suspension is lifted. */
  revocations: { key: 'partition', sort: 'serial', stream: true },
  'signing-shares': { key: 'id', index: { 'by-account': { key: 'accountId', sort: 'createdAt' } } },
  'verification-challenges': { key: 'id', expires: true },
  'simple-signatures': { key: 'id' },
  organisations: { key: 'id', index: { 'by-status': { key: 'status', sort: 'registeredAt' } } },
  'organisation-members': { key: 'accountId', sort: 'organisationId' },
  'attribute-requests': {
    key: 'id',
    index: {
      'by-organisation': { key: 'organisationId', sort: 'createdAt' },
      'by-delegate': { key: 'delegateId', sort: 'createdAt' },
    },
  },
  attributes: {
    key: 'id',
    index: {
      'by-holder': { key: 'holderId', sort: 'issuedAt' },
      'by-organisation': { key: 'organisationId', sort: 'issuedAt' },
    },
  },
  letters: {
    key: 'id',
    expires: true,
    index: {
      'by-sender': { key: 'senderId', sort: 'submittedAt' },
      'by-deadline': { key: 'awaiting', sort: 'deadline' },
    },
  },
  boxes: { key: 'id' },
  /** `shelf` is `<box>#<folder>`. */
  'box-items': {
    key: 'boxId',
    sort: 'itemId',
    index: { 'by-shelf': { key: 'shelf', sort: 'itemId' } },
  },
  applications: {
    key: 'id',
    index: {
      'by-applicant': { key: 'applicantId', sort: 'createdAt' },
      'by-authority': { key: 'authorityId', sort: 'submittedAt' },
    },
  },
  'document-requests': {
    key: 'id',
    index: {
      'by-issuer': { key: 'issuerId', sort: 'requestedAt' },
      'by-application': { key: 'applicationId', sort: 'requestedAt' },
    },
  },
  businesses: { key: 'directory', sort: 'id' },
  'business-consents': { key: 'accountId', sort: 'businessId' },
  moves: { key: 'id', index: { 'by-account': { key: 'accountId', sort: 'startedAt' } } },
  'move-notices': { key: 'moveId', sort: 'businessId' },
  /** One sign-in at one client, and all that was obtained from it: under its account, so that ending all of them needs no index. */
  grants: { key: 'accountId', sort: 'id', expires: true, stream: true },
  /** Single sign-on below `substantial`: sessions that ended before their time. */
  'browser-sessions': { key: 'id', expires: true },
  'pushed-requests': { key: 'id', expires: true },
  'backchannel-requests': { key: 'id', expires: true },
  /** Pairs that sign tokens: public halves, and private halves wrapped by KMS or names of KMS keys. */
  'signing-keys': { key: 'algorithm', sort: 'id' },
  /** `place` is `<window>#<number>`: a window has as many places as errors may be kept. */
  'client-errors': { key: 'clientId', sort: 'place', expires: true },
  personas: { key: 'ownerId', sort: 'id' },
  'signal-streams': { key: 'id' },
  /** Addresses and numbers that took the place of others; as long as that can be undone. */
  'contact-changes': { key: 'id', expires: true, stream: true },
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
  /** Wraps the short-lived key pairs that sign tokens in the mode `wrapped`. */
  'token-keys': { spec: 'SYMMETRIC_DEFAULT', usage: 'ENCRYPT_DECRYPT' },
  'delivery-evidence': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'audit-checkpoints': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Used only by the key ceremony (bin/ceremony.ts), with the operator's own credentials: no function may touch it. */
  'root-ca': { spec: 'ECC_NIST_P384', usage: 'SIGN_VERIFY' },
  'authentication-ca': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'signature-ca': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Issues to organisations (corporate certificate, official seal) and to Guichet's own services. */
  'seal-ca': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'ocsp-responder': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'time-stamping': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Seals simple signatures (D2). */
  'signature-records': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Issues organisation and authority attributes (E3). */
  'attribute-authority': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Signs what goes to businesses when a person moves (E6). */
  'move-notices': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  /** Says to push services who wakes phones (VAPID, RFC 8292). */
  'web-push': { spec: 'ECC_NIST_P256', usage: 'SIGN_VERIFY' },
  'signing-passwords': { spec: 'HMAC_256', usage: 'GENERATE_VERIFY_MAC' },
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
  /** Seals codes, access tokens, refresh tokens and interactions (domain/sealed-token). */
  tokens: {},
  /** Seals what relying parties entrust to us: tokens of their own endpoints. */
  entrusted: {},
  /** Seals where phones are woken (Web Push). */
  'push-endpoints': {},
} as const;

export type TableName = keyof typeof TABLES;
export type KeyName = keyof typeof KEYS;
export type SecretName = keyof typeof SECRETS;
/** `trust`: certificates of the authorities and CRLs, public under `/pki`; `box`: contents of letters and documents. */
/** … `published`: discovery and JWKS, public. */
export type BucketName = 'evidence' | 'audit' | 'trust' | 'box' | 'published';
export type QueueName =
  | 'notifications'
  | 'move-notices'
  | 'relying-party-messages'
  | 'persona-approvals'
  | 'account-erasures';
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
  | 'GenerateDataKey'
  | 'GenerateDataKeyPairWithoutPlaintext';

export interface Authority {
  /** What this authority is trusted with, in one sentence. */
  readonly purpose: string;
  readonly trigger:
    | 'http'
    | 'task'
    | 'audit-stream' // what is recorded in `audit-events`, and what changes of `grants` and `approvals` tell
    | 'grant-stream'
    | 'revocation-stream' // changes of the table `revocations`; the publisher also runs every hour
    | 'contact-stream' // new items of the table `contact-changes`
    | 'notifications'
    | 'move-notices'
    | 'relying-party-messages'
    | 'persona-approvals'
    | 'account-erasures'
    | 'hourly'
    | 'daily';
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly tables?: Partial<Record<TableName, readonly DynamoAction[]>>;
  readonly keys?: Partial<Record<KeyName, readonly KmsAction[]>>;
  /** KMS keys of the mode `direct` (setting `TOKEN_KEYS`): made at run time, so they are known by a tag instead of a name. */
  readonly directTokenKeys?: 'keeps' | 'signs';
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
  'key-keeper': {
    purpose:
      'Makes, rotates and retires the key pairs that sign tokens, and publishes discovery and JWKS; never sees a private key.',
    trigger: 'hourly',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { 'signing-keys': ['PutItem', 'UpdateItem', 'DeleteItem', 'Query'], ...AUDIT },
    keys: { 'token-keys': ['GenerateDataKeyPairWithoutPlaintext'] },
    directTokenKeys: 'keeps',
    buckets: { published: ['GetObject', 'PutObject'] },
    settings: ['TOKEN_KEYS', 'RELYING_PARTIES'],
  },
  'back-channel': {
    purpose:
      'Takes what relying parties push: authorization requests (PAR) and CIBA requests; signs nothing, reads no person.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      clients: ['GetItem'],
      replays: ['PutItem'],
      'pushed-requests': ['PutItem'],
      'backchannel-requests': ['PutItem'],
      'account-handles': ['GetItem'],
      accounts: ['GetItem'],
      approvals: ['PutItem', 'Query'],
      'signing-keys': ['Query'],
      'send-quotas': ['UpdateItem'],
      'client-errors': ['PutItem'],
    },
    secrets: ['identifiers', 'tokens', 'entrusted'],
    queues: ['notifications', 'persona-approvals'],
    settings: ['SIGN_IN', 'SMS', 'RELYING_PARTIES'],
  },
  'relying-party-courier': {
    purpose:
      'Tells relying parties what no browser tells them: logout, CIBA pings, security events; signs those and nothing else.',
    trigger: 'relying-party-messages',
    memoryMb: 512,
    timeoutSeconds: 30,
    tables: {
      clients: ['GetItem'],
      consents: ['Query'],
      grants: ['Query', 'UpdateItem'],
      approvals: ['GetItem'],
      'backchannel-requests': ['GetItem'],
      'signal-streams': ['GetItem', 'UpdateItem'],
      'signing-keys': ['Query'],
      'client-errors': ['PutItem'],
      replays: ['GetItem', 'PutItem'],
    },
    keys: { 'token-keys': ['Decrypt'] },
    directTokenKeys: 'signs',
    secrets: ['subjects', 'entrusted'],
    queues: ['relying-party-messages'],
    settings: ['RELYING_PARTIES'],
  },
  'shared-signals': {
    purpose: 'Lets relying parties manage their stream of security events (OpenID SSF); sends none itself.',
    trigger: 'http',
    memoryMb: 256,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      clients: ['GetItem'],
      'access-tokens': ['GetItem'],
      'signal-streams': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    },
    secrets: ['entrusted'],
    queues: ['relying-party-messages'],
    settings: ['RELYING_PARTIES'],
  },
  'relying-parties': {
    purpose: 'The relying parties’ portal: registration, checks, secrets, error log and test personas.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem', 'PutItem', 'UpdateItem'],
      'account-handles': ['PutItem', 'DeleteItem'],
      clients: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      'client-errors': ['Query'],
      personas: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      'send-quotas': ['UpdateItem'],
    },
    keys: { 'personal-data': ['Decrypt', 'GenerateDataKey'] },
    secrets: ['identifiers', 'entrusted'],
    settings: ['RELYING_PARTIES'],
  },
  'persona-phone': {
    purpose: 'The phone of a test persona: answers an approval as the persona was told to.',
    trigger: 'persona-approvals',
    memoryMb: 256,
    timeoutSeconds: 30,
    tables: { ...AUDIT, accounts: ['GetItem'], personas: ['GetItem'], approvals: ['GetItem', 'UpdateItem'] },
    queues: ['relying-party-messages'],
  },
  'sign-in': {
    purpose: 'Checks authorization requests and carries the browser through them; holds no key.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      clients: ['GetItem'],
      approvals: ['BatchGetItem', 'PutItem', 'UpdateItem', 'Query'],
      'account-handles': ['GetItem'],
      accounts: ['BatchGetItem'],
      consents: ['BatchGetItem', 'UpdateItem'],
      certificates: ['GetItem'],
      grants: ['PutItem', 'Query', 'UpdateItem'],
      'browser-sessions': ['BatchGetItem', 'PutItem'],
      'pushed-requests': ['GetItem', 'UpdateItem'],
      'signing-keys': ['Query'],
      'send-quotas': ['UpdateItem'],
      'client-errors': ['PutItem'],
    },
    secrets: ['identifiers', 'subjects', 'tokens'],
    queues: ['notifications', 'relying-party-messages', 'persona-approvals'],
    settings: ['SIGN_IN', 'SMS', 'RELYING_PARTIES'],
  },
  token: {
    purpose:
      'Redeems, refreshes, introspects and revokes tokens, signs them, answers userinfo; reads no picture.',
    trigger: 'http',
    memoryMb: 1024,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      clients: ['GetItem'],
      grants: ['GetItem', 'BatchGetItem', 'UpdateItem', 'PutItem'],
      'access-tokens': ['GetItem', 'PutItem', 'UpdateItem'],
      'backchannel-requests': ['GetItem', 'UpdateItem'],
      approvals: ['GetItem'],
      replays: ['PutItem'],
      accounts: ['GetItem', 'BatchGetItem'],
      consents: ['BatchGetItem', 'UpdateItem'],
      certificates: ['GetItem'],
      'signing-keys': ['Query'],
      'client-errors': ['PutItem'],
    },
    keys: {
      'token-keys': ['Decrypt'],
      'personal-data': ['Decrypt'],
    },
    directTokenKeys: 'signs',
    secrets: ['subjects', 'tokens'],
    settings: ['RELYING_PARTIES', 'SIGN_IN'],
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
      'delivery-evidence': ['Sign'],
      'time-stamping': ['Sign'],
    },
    secrets: ['identifiers'],
    buckets: { evidence: ['PutObject'], trust: ['GetObject'] },
    queues: ['notifications'],
    machines: { verification: ['StartExecution'] },
    services: ['sms', 'email'],
    settings: ['ENROLMENT', 'ONE_TIME_CODES', 'MAIL_FROM', 'SMS', 'CERTIFICATES'],
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
      accounts: ['GetItem', 'BatchGetItem', 'UpdateItem', 'ConditionCheckItem'],
      'account-handles': ['GetItem'],
      enrolments: ['UpdateItem'],
      devices: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
      'push-subscriptions': ['GetItem', 'PutItem', 'DeleteItem'],
      pins: ['BatchGetItem', 'PutItem', 'UpdateItem'],
      approvals: ['BatchGetItem', 'UpdateItem', 'Query'],
      'one-time-codes': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['GetItem', 'UpdateItem'],
      replays: ['PutItem'],
      clients: ['GetItem'],
      'sign-ins': ['PutItem'],
      'citizen-sessions': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      certificates: ['GetItem', 'Query'],
    },
    keys: {
      pins: ['GenerateMac', 'VerifyMac'],
      'one-time-codes': ['GenerateMac', 'VerifyMac'],
      'personal-data': ['Decrypt'],
      'web-push': ['GetPublicKey'],
    },
    secrets: ['identifiers', 'push-endpoints'],
    queues: ['notifications', 'relying-party-messages'],
    services: ['sms'],
    settings: ['ONE_TIME_CODES', 'PIN', 'SIGN_IN', 'SMS', 'CITIZEN_SESSION', 'WEB_PUSH'],
  },
  account: {
    purpose:
      'Shows a person their own history, consents and audit trail; changes what they declare of themselves.',
    trigger: 'http',
    memoryMb: 256,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      devices: ['GetItem'],
      replays: ['PutItem'],
      accounts: ['GetItem', 'UpdateItem'],
      consents: ['Query', 'DeleteItem'],
      grants: ['Query', 'UpdateItem'],
      'sign-ins': ['Query'],
      'audit-chain': ['Query'],
      clients: ['GetItem'],
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      'one-time-codes': ['UpdateItem', 'DeleteItem'],
      certificates: ['GetItem', 'UpdateItem', 'Query'],
      revocations: ['PutItem'],
    },
    keys: {
      'personal-data': ['Decrypt'],
      'one-time-codes': ['VerifyMac'],
    },
    queues: ['notifications', 'relying-party-messages'],
  },
  contacts: {
    purpose:
      'Changes a person’s e-mail address and phone number: proves the new one, moves its handle, puts the former back.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem', 'UpdateItem'],
      'account-handles': ['GetItem', 'PutItem', 'DeleteItem'],
      'contact-changes': ['GetItem', 'PutItem'],
      'one-time-codes': ['PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['UpdateItem'],
      links: ['GetItem', 'UpdateItem'],
      devices: ['UpdateItem'],
    },
    keys: { 'personal-data': ['Decrypt'], 'one-time-codes': ['GenerateMac', 'VerifyMac'] },
    secrets: ['identifiers'],
    services: ['sms', 'email'],
    settings: ['CONTACTS', 'ENROLMENT', 'ONE_TIME_CODES', 'MAIL_FROM', 'SMS'],
  },
  'contact-desk': {
    purpose: 'Tells the person and the services that an e-mail address or phone number was changed.',
    trigger: 'contact-stream',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { ...AUDIT, accounts: ['GetItem'], links: ['PutItem'], 'box-items': ['PutItem'] },
    keys: { 'personal-data': ['Decrypt'] },
    queues: ['notifications', 'relying-party-messages'],
    settings: ['CONTACTS'],
  },
  certificates: {
    purpose:
      'Takes applications for certificates, ends and suspends them, keeps the server’s share of signing keys; holds no key of an authority.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      devices: ['GetItem'],
      replays: ['PutItem'],
      accounts: ['GetItem'],
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      certificates: ['GetItem', 'UpdateItem', 'Query'],
      'certificate-applications': ['GetItem', 'PutItem', 'UpdateItem'],
      revocations: ['PutItem', 'DeleteItem'],
      'signing-shares': ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      organisations: ['GetItem'],
    },
    keys: {
      'personal-data': ['Decrypt', 'GenerateDataKey'],
      'signing-passwords': ['GenerateMac', 'VerifyMac'],
    },
    queues: ['notifications'],
    settings: ['CERTIFICATES', 'SIGNING_PASSWORD'],
  },
  certification: {
    purpose:
      'Issues certificates: the only function that signs them with the authorities’ keys, and it does nothing else.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      accounts: ['GetItem'],
      devices: ['GetItem'],
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      'certificate-applications': ['GetItem', 'UpdateItem'],
      certificates: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'certified-keys': ['GetItem', 'PutItem', 'UpdateItem'],
      revocations: ['PutItem'],
      organisations: ['GetItem', 'UpdateItem'],
    },
    keys: {
      'personal-data': ['Decrypt'],
      'authentication-ca': ['Sign'],
      'signature-ca': ['Sign'],
      'seal-ca': ['Sign'],
    },
    buckets: { trust: ['GetObject'] },
    queues: ['notifications'],
    settings: ['CERTIFICATES'],
  },
  'crl-publisher': {
    purpose: 'Signs the CRL of every partition when it changes and before it ages, and publishes it.',
    trigger: 'revocation-stream',
    memoryMb: 512,
    timeoutSeconds: 120,
    tables: { revocations: ['Query'] },
    keys: { 'authentication-ca': ['Sign'], 'signature-ca': ['Sign'], 'seal-ca': ['Sign'] },
    buckets: { trust: ['GetObject', 'PutObject'] },
    settings: ['CERTIFICATES'],
  },
  ocsp: {
    purpose: 'Answers OCSP from the published CRLs; knows of no person.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: { certificates: ['GetItem'] },
    keys: { 'ocsp-responder': ['Sign'] },
    buckets: { trust: ['GetObject'] },
    settings: ['CERTIFICATES'],
  },
  'time-stamper': {
    purpose: 'Answers RFC 3161 requests; sees digests only.',
    trigger: 'http',
    memoryMb: 256,
    timeoutSeconds: 10,
    tables: { 'send-quotas': ['UpdateItem'] },
    keys: { 'time-stamping': ['Sign'] },
    buckets: { trust: ['GetObject'] },
    settings: ['CERTIFICATES'],
  },
  'certificate-calendar': {
    purpose: 'Tells holders every day whose certificates are about to expire.',
    trigger: 'daily',
    memoryMb: 256,
    timeoutSeconds: 300,
    tables: { ...AUDIT, certificates: ['Query'], accounts: ['GetItem'], replays: ['GetItem', 'PutItem'] },
    keys: { 'personal-data': ['Decrypt'] },
    queues: ['notifications'],
    settings: ['CERTIFICATES'],
  },
  'revocation-desk': {
    purpose: 'Tells a person that a certificate ended, and guides who has moved (E6).',
    trigger: 'revocation-stream',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: {
      ...AUDIT,
      accounts: ['GetItem'],
      certificates: ['GetItem'],
      organisations: ['GetItem'],
      'box-items': ['PutItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    queues: ['notifications', 'relying-party-messages'],
  },
  signatures: {
    purpose: 'Makes simple signatures: a code by SMS, then a sealed record (D2).',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 10,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem'],
      'one-time-codes': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
      'send-quotas': ['GetItem', 'UpdateItem'],
      'simple-signatures': ['GetItem', 'PutItem', 'UpdateItem'],
    },
    keys: {
      'personal-data': ['Decrypt'],
      'one-time-codes': ['GenerateMac', 'VerifyMac'],
      'signature-records': ['Sign'],
      'time-stamping': ['Sign'],
    },
    buckets: { trust: ['GetObject'] },
    services: ['sms'],
    settings: ['ONE_TIME_CODES', 'SMS', 'CERTIFICATES'],
  },
  'signature-verifier': {
    purpose: 'Verifies signatures and certificates for anybody; holds no key and knows no person.',
    trigger: 'http',
    memoryMb: 1024,
    timeoutSeconds: 15,
    tables: {
      'verification-challenges': ['PutItem', 'DeleteItem'],
      'send-quotas': ['UpdateItem'],
    },
    buckets: { trust: ['GetObject'] },
    settings: ['CERTIFICATES', 'VERIFIER'],
  },
  registry: {
    purpose:
      'The counter: signed-in operators unlock, suspend, revoke, raise levels, admit organisations and relying parties.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'operator-sessions': ['GetItem', 'UpdateItem'],
      operators: ['GetItem'],
      accounts: ['GetItem', 'UpdateItem'],
      'account-handles': ['GetItem'],
      pins: ['GetItem', 'UpdateItem'],
      'signing-shares': ['UpdateItem', 'Query'],
      certificates: ['GetItem', 'UpdateItem', 'Query'],
      revocations: ['PutItem', 'DeleteItem'],
      'one-time-codes': ['PutItem'],
      clients: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      organisations: ['GetItem', 'UpdateItem', 'Query'],
    },
    keys: { 'personal-data': ['Decrypt'], 'one-time-codes': ['GenerateMac'] },
    secrets: ['identifiers'],
    queues: ['notifications', 'relying-party-messages'],
    settings: ['ONE_TIME_CODES', 'SMS', 'CERTIFICATES', 'PIN', 'SIGNING_PASSWORD', 'RELYING_PARTIES'],
  },
  leaving: {
    purpose:
      'Shows a person everything kept about them, and closes their account; of what it reads it changes that one record.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem', 'UpdateItem'],
      enrolments: ['GetItem'],
      devices: ['Query'],
      'push-subscriptions': ['GetItem'],
      consents: ['Query'],
      clients: ['GetItem', 'Query'],
      'sign-ins': ['Query'],
      'audit-chain': ['Query'],
      certificates: ['Query'],
      organisations: ['GetItem'],
      'organisation-members': ['Query'],
      attributes: ['GetItem', 'Query'],
      'business-consents': ['Query'],
      moves: ['Query'],
      applications: ['Query'],
      personas: ['Query'],
      'box-items': ['Query'],
      'send-quotas': ['UpdateItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    queues: ['account-erasures'],
  },
  eraser: {
    purpose: 'Erases a person who has left, step by step; never one whose account is not closed.',
    trigger: 'account-erasures',
    memoryMb: 256,
    timeoutSeconds: 120,
    tables: {
      ...AUDIT,
      accounts: ['GetItem', 'UpdateItem', 'DeleteItem'],
      'account-handles': ['DeleteItem'],
      enrolments: ['GetItem', 'UpdateItem'],
      devices: ['Query', 'DeleteItem'],
      pins: ['DeleteItem'],
      'push-subscriptions': ['DeleteItem'],
      approvals: ['Query', 'DeleteItem'],
      consents: ['Query', 'DeleteItem'],
      grants: ['Query', 'UpdateItem', 'DeleteItem'],
      'sign-ins': ['Query', 'DeleteItem'],
      clients: ['GetItem', 'Query', 'DeleteItem'],
      'signal-streams': ['GetItem', 'DeleteItem'],
      personas: ['Query', 'UpdateItem', 'DeleteItem'],
      certificates: ['GetItem', 'UpdateItem', 'Query'],
      revocations: ['PutItem'],
      'signing-shares': ['Query', 'DeleteItem'],
      attributes: ['GetItem', 'UpdateItem', 'Query'],
      'organisation-members': ['Query', 'DeleteItem'],
      boxes: ['DeleteItem'],
      'box-items': ['Query', 'DeleteItem'],
      'business-consents': ['Query', 'DeleteItem'],
      moves: ['Query', 'DeleteItem'],
      'move-notices': ['Query', 'DeleteItem'],
      applications: ['Query', 'DeleteItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    secrets: ['identifiers'],
    buckets: { box: ['DeleteObject'] },
    queues: ['notifications', 'relying-party-messages'],
  },
  organisations: {
    purpose:
      'Registers organisations; takes the two signatures from which attributes are issued, and checks authority.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem'],
      organisations: ['GetItem', 'PutItem'],
      'organisation-members': ['GetItem', 'PutItem', 'Query', 'DeleteItem'],
      'attribute-requests': ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      attributes: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      certificates: ['GetItem', 'Query'],
      'box-items': ['PutItem'],
    },
    keys: {
      'personal-data': ['Decrypt'],
      'attribute-authority': ['Sign'],
      'time-stamping': ['Sign'],
    },
    buckets: { trust: ['GetObject'] },
    queues: ['notifications'],
    settings: ['CERTIFICATES', 'ORGANISATIONS'],
  },
  'letter-office': {
    purpose: 'Takes registered letters from organisations’ systems and shows them what became of each.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'access-tokens': ['GetItem'],
      clients: ['GetItem'],
      organisations: ['GetItem'],
      'account-handles': ['GetItem'],
      accounts: ['GetItem'],
      boxes: ['GetItem'],
      letters: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'box-items': ['PutItem', 'UpdateItem'],
      'registered-letters': ['PutItem', 'Query'],
      'send-quotas': ['UpdateItem'],
    },
    keys: {
      'personal-data': ['Decrypt', 'GenerateDataKey'],
      'delivery-evidence': ['Sign'],
      'time-stamping': ['Sign'],
    },
    secrets: ['identifiers'],
    buckets: { trust: ['GetObject'], box: ['GetObject', 'PutObject'] },
    queues: ['notifications'],
    settings: ['MAILBOX', 'CERTIFICATES', 'SMS'],
  },
  mailbox: {
    purpose: 'A person’s post-office box: letters accepted or refused, notices read, documents kept.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem'],
      boxes: ['GetItem', 'UpdateItem'],
      'box-items': ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      letters: ['GetItem', 'UpdateItem'],
      'registered-letters': ['PutItem', 'Query'],
    },
    keys: {
      'personal-data': ['Decrypt', 'GenerateDataKey'],
      'delivery-evidence': ['Sign'],
      'time-stamping': ['Sign'],
    },
    buckets: { trust: ['GetObject'], box: ['GetObject', 'PutObject', 'DeleteObject'] },
    queues: ['notifications'],
    settings: ['MAILBOX', 'CERTIFICATES'],
  },
  'mailbox-calendar': {
    purpose: 'Ends every hour the wait for letters that nobody accepted in time.',
    trigger: 'hourly',
    memoryMb: 256,
    timeoutSeconds: 300,
    tables: {
      ...AUDIT,
      accounts: ['GetItem'],
      letters: ['GetItem', 'UpdateItem', 'DeleteItem', 'Query'],
      'box-items': ['PutItem', 'UpdateItem'],
      'registered-letters': ['PutItem', 'Query'],
    },
    keys: { 'personal-data': ['Decrypt'], 'delivery-evidence': ['Sign'], 'time-stamping': ['Sign'] },
    buckets: { trust: ['GetObject'], box: ['DeleteObject'] },
    queues: ['notifications'],
    settings: ['MAILBOX', 'CERTIFICATES'],
  },
  procedures: {
    purpose:
      'Carries applications between citizens, the organisations that certify and the authorities that decide.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem'],
      organisations: ['GetItem', 'Query'],
      'attribute-requests': ['GetItem'],
      attributes: ['GetItem', 'Query'],
      certificates: ['GetItem'],
      applications: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query'],
      'document-requests': ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'box-items': ['GetItem', 'PutItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    buckets: { trust: ['GetObject'] },
    queues: ['notifications'],
    settings: ['CERTIFICATES'],
  },
  moves: {
    purpose: 'The directory of businesses, a person’s consents, and the order to tell them of a move.',
    trigger: 'http',
    memoryMb: 512,
    timeoutSeconds: 15,
    tables: {
      ...AUDIT,
      'citizen-sessions': ['GetItem', 'UpdateItem'],
      accounts: ['GetItem'],
      businesses: ['GetItem', 'Query'],
      'business-consents': ['PutItem', 'DeleteItem', 'Query'],
      moves: ['GetItem', 'PutItem', 'UpdateItem', 'Query'],
      'move-notices': ['PutItem', 'Query'],
      certificates: ['GetItem'],
    },
    keys: { 'personal-data': ['Decrypt'] },
    queues: ['move-notices'],
  },
  'move-courier': {
    purpose: 'Tells one business of one move, once in effect, and files its signed receipt.',
    trigger: 'move-notices',
    memoryMb: 512,
    timeoutSeconds: 30,
    tables: {
      ...AUDIT,
      accounts: ['GetItem'],
      businesses: ['GetItem'],
      'business-consents': ['GetItem'],
      moves: ['GetItem', 'UpdateItem'],
      'move-notices': ['GetItem', 'UpdateItem', 'Query'],
      'box-items': ['PutItem'],
    },
    keys: { 'personal-data': ['Decrypt'], 'move-notices': ['Sign', 'GetPublicKey'] },
    buckets: { trust: ['GetObject'] },
    queues: ['notifications'],
    settings: ['MOVES'],
  },
  notifier: {
    purpose: 'Sends e-mails, SMS and pushes from the notifications queue.',
    trigger: 'notifications',
    memoryMb: 256,
    timeoutSeconds: 30,
    tables: {
      replays: ['GetItem', 'PutItem'],
      'push-subscriptions': ['GetItem', 'DeleteItem'],
      accounts: ['GetItem'],
    },
    keys: { 'web-push': ['Sign', 'GetPublicKey'], 'personal-data': ['Decrypt'] },
    secrets: ['push-endpoints'],
    services: ['sms', 'email'],
    settings: ['MAIL_FROM', 'SMS', 'WEB_PUSH'],
  },
  'audit-chainer': {
    purpose: 'Chains audit events by hash, in order, each once.',
    trigger: 'audit-stream',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { 'audit-chain': ['PutItem', 'Query'] },
  },
  historian: {
    purpose: 'Writes sign-ins into the person’s history, from the grants they left.',
    trigger: 'grant-stream',
    memoryMb: 256,
    timeoutSeconds: 60,
    tables: { accounts: ['GetItem'], 'sign-ins': ['PutItem'] },
    settings: ['SIGN_IN'],
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
