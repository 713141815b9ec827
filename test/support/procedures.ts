import { PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, fromItem, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoApplications } from '../../lambdas/adapters/aws/dynamo-applications.ts';
import { dynamoAttributeRequests } from '../../lambdas/adapters/aws/dynamo-attribute-requests.ts';
import { dynamoAttributes } from '../../lambdas/adapters/aws/dynamo-attributes.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../../lambdas/adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoDocumentRequests } from '../../lambdas/adapters/aws/dynamo-document-requests.ts';
import { dynamoOrganisationMembers } from '../../lambdas/adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../../lambdas/adapters/aws/sqs-notifications.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type {
  AttributeRequestView,
  AuthorityCode,
  RequestAttributesRequest,
} from '../../lambdas/contracts/organisations.ts';
import type { FormValues, Procedure, ToSign } from '../../lambdas/contracts/procedures.ts';
import { DEFAULT_CERTIFICATES, DEFAULT_ORGANISATIONS } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import { oids } from '../../lambdas/domain/asn1/oids.ts';
import type { BoxItem, BoxItemContent } from '../../lambdas/domain/box/box-items.ts';
import {
  type CertificateKind,
  type CertificateRecord,
  ISSUING_AUTHORITIES,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { crlPath } from '../../lambdas/domain/certificate/partition.ts';
import type { Organisation } from '../../lambdas/domain/organisation/organisation.ts';
import { PROCEDURES } from '../../lambdas/domain/procedure/procedures.ts';
import type { ListedRevocation } from '../../lambdas/domain/revocation-list/listed-revocation.ts';
import { makeCertificateList } from '../../lambdas/domain/revocation-list/make-certificate-list.ts';
import { cadesSeal } from '../../lambdas/domain/seal/cades-seal.ts';
import { signatureVerifier } from '../../lambdas/domain/signature-verification/verify-signature.ts';
import { timeStamperOf } from '../../lambdas/domain/time-stamp/time-stamper-of.ts';
import { approveAttributeRequest } from '../../lambdas/endpoints/organisations/approve-attribute-request.ts';
import { requestAttributes } from '../../lambdas/endpoints/organisations/request-attributes.ts';
import { showAttributeRequest } from '../../lambdas/endpoints/organisations/show-attribute-request.ts';
import { signAttributeRequest } from '../../lambdas/endpoints/organisations/sign-attribute-request.ts';
import { cookieJar } from '../../lambdas/shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../lambdas/shell/http-message.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws } from './aws.ts';
import { certificateRecord } from './certificates.ts';
import { citizenCookies } from './citizen-session.ts';
import { type SigningKey, signAttached } from './cms.ts';
import { requestOf } from './enrolment.ts';
import { ORIGIN, type TestPki, testPki } from './pki.ts';
import { testSigner } from './signer.ts';

export const NOW = new Date('2026-11-22T10:00:00.000Z');
export const TODAY = '2026-11-22';
export const later = (seconds: number, from = NOW): Date => new Date(from.getTime() + seconds * 1000);

const TABLES: readonly TableName[] = [
  'accounts',
  'citizen-sessions',
  'organisations',
  'organisation-members',
  'attribute-requests',
  'attributes',
  'certificates',
  'applications',
  'document-requests',
  'box-items',
  'audit-events',
];

export const ADDRESS = { street: '4 rue de la Loge', postalCode: '69001', city: 'Lyon', country: 'FR' };

export const NURSERY_VALUES: FormValues = {
  home: ADDRESS,
  household: 'two-parents',
  'children-at-home': '2',
  'child-name': 'Lou MARTIN',
  'child-birthdate': '2025-03-01',
  start: '2027-01-04',
  'days-a-week': '5',
  hours: 'long',
};
export const EMPLOYEE_VALUES: FormValues = {
  'employee-name': 'Camille MARTIN',
  'employee-birthdate': '1990-03-27',
  department: 'Archives',
};
export const EMPLOYMENT_VALUES: FormValues = {
  'employed-since': '2019-09-02',
  contract: 'permanent',
  'hours-a-week': '37.5',
  workplace: { ...ADDRESS, street: '1 quai Tilsitt' },
};

/** Somebody with an account, both certificates and a signing key. */
export interface Person {
  readonly account: Account;
  readonly identity: AccountIdentity;
  readonly signing: SigningKey & { readonly record: CertificateRecord };
  /** The AUTHENTICATION certificate's key, for who misuses it. */
  readonly authentication: SigningKey & { readonly record: CertificateRecord };
}

export interface TestOrganisation {
  readonly organisation: Organisation;
  readonly representative: Person;
  /** Corporate certificate, or official seal of a municipality. */
  readonly seal: SigningKey & { readonly record: CertificateRecord };
}

export type World = Awaited<ReturnType<typeof startProcedures>>;

/** The function `procedures` over real stores, keys, certificates and CRLs; organisations and attributes come about as they do in life. */
export async function startProcedures(procedures: readonly Procedure[] = PROCEDURES) {
  const aws = await startAws(TABLES);
  const pki = await testPki(NOW);
  const revoked = new Map<string, Map<string, ListedRevocation>>();
  await publishAll(pki, revoked);
  const deps = depsOf(pki, aws.endpoint, procedures);
  let people = 0;

  const certify = async (
    kind: CertificateKind,
    holder: { readonly id: string; readonly applicant: string },
    more: Partial<Parameters<TestPki['issue']>[0]> = {},
  ) => {
    const signer = testSigner('ES256');
    const { der, serial } = await pki.issue({ kind, spki: signer.spki, ...more });
    const record = certificateRecord({
      id: serial,
      kind,
      authority: kind === 'corporate' || kind === 'official-seal' ? 'seal' : kind,
      holder: holder.id,
      applicant: holder.applicant,
      notBefore: later(-86_400).toISOString(),
      notAfter: later(300 * 86_400).toISOString(),
      der: Buffer.from(der).toString('base64'),
    });
    await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item: toItem(record) }));
    return { signer, certificate: der, record };
  };

  const person = async (name = 'Camille MARTIN', language: Account['language'] = 'en'): Promise<Person> => {
    people += 1;
    const [given = '', family = ''] = name.split(' ');
    const identity: AccountIdentity = {
      given_name: given,
      family_name: family,
      birthdate: '1990-03-27',
      gender: 'female',
      birthplace: '69123',
      birthcountry: '99100',
      email: `${given.toLowerCase()}-${people}@example.org`,
      phone_number: `+336123${40_000 + people}`,
      address: ADDRESS,
    };
    const account = await keepAccount(identity, language, deps.personalData);
    const holder = { id: account.id, applicant: account.id };
    const attributes = {
      name,
      sex: '2',
      birthdate: identity.birthdate,
      address: '4 rue de la Loge, 69001 Lyon, FR',
    } as const;
    return {
      account,
      identity,
      signing: await certify('signature', holder, { attributes }),
      authentication: await certify('authentication', holder),
    };
  };

  const organisation = async (
    id: string,
    kind: Organisation['kind'],
    name: string,
  ): Promise<TestOrganisation> => {
    const representative = await person(`Rita ${name.toUpperCase().replaceAll(' ', '-')}`);
    const record: Organisation = {
      id,
      name,
      kind,
      town: 'Lyon',
      status: 'active',
      representativeId: representative.account.id,
      registeredAt: NOW.toISOString(),
      version: 1,
    };
    await dynamo().send(new PutItemCommand({ TableName: 'organisations', Item: toItem(record) }));
    const holder = { id: `organisation:${id}`, applicant: representative.account.id };
    const sealKind = kind === 'company' ? 'corporate' : 'official-seal';
    const seal = await certify(sealKind, holder, { organisation: { id, name } });
    return { organisation: record, representative, seal };
  };

  /** A delegate asks, signs, the representative approves: an attribute, by both signatures (E3). */
  const delegate = async (
    to: TestOrganisation,
    authorities: readonly AuthorityCode[],
    who?: Person,
  ): Promise<Person> => {
    const holder = who ?? (await person('Denis DELEGATE'));
    const body: RequestAttributesRequest = {
      organisation: to.organisation.id,
      attributeAuthority: 'guichet',
      from: TODAY,
      until: '2027-11-01',
      keeping: 'safe',
      department: 'Human resources',
      post: 'Head of department',
      authorities: [...authorities],
    };
    const asked = viewOf<AttributeRequestView>(await requestAttributes(await as(holder, { body }), deps));
    const params = { request: asked.id };
    const signature = await sign(holder.signing, asked.toSign);
    await signAttributeRequest(await as(holder, { body: { signature }, params }), deps);
    const { representative, seal } = to;
    const approval = viewOf<AttributeRequestView>(
      await showAttributeRequest(await as(representative, { params }), deps),
    );
    const approved = { checked: true as const, signature: await sign(seal, approval.toSign) };
    await approveAttributeRequest(await as(representative, { body: approved, params }), deps);
    return holder;
  };

  /** Ends a certificate: in the register and on its CRL. */
  const revoke = async (record: CertificateRecord, at = NOW) => {
    const Item = toItem({
      ...record,
      status: 'revoked',
      reason: 'keyCompromise',
      endedAt: at.toISOString(),
      version: 2,
    });
    await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item }));
    const list = `${record.authority}/${record.crlPartition}`;
    const entries = revoked.get(list) ?? new Map<string, ListedRevocation>();
    entries.set(record.id, { reason: 'keyCompromise', revokedAt: at });
    revoked.set(list, entries);
    await publish(pki, record.authority, record.crlPartition, entries);
  };

  return {
    aws,
    pki,
    deps,
    person,
    organisation,
    delegate,
    revoke,
    certify,
    /** Notices, inbox and safe of somebody, opened, oldest first. */
    async box({ account }: Person, folder?: BoxItem['folder']) {
      const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'box-items' }));
      const items = Items.map((item) => fromItem<BoxItem>(item));
      const own = items.filter(
        (item) => item.boxId === account.id && (folder === undefined || item.folder === folder),
      );
      own.sort((a, b) => (a.itemId < b.itemId ? -1 : 1));
      return Promise.all(
        own.map(async (item) => ({
          ...item,
          content: await deps.personalData.open<BoxItemContent>(account.id, account.wrappedKey, item.sealed),
        })),
      );
    },
    async events(event: string) {
      const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
      return Items.map((item) => fromItem<{ event: string; subject: string }>(item)).filter(
        (one) => one.event === event,
      );
    },
    stop: () => aws.stop(),
  };
}

function depsOf(pki: TestPki, endpoint: string, procedures: readonly Procedure[]) {
  const { trust } = pki;
  const boxItems = dynamoBoxItems('box-items');
  const timeStamper = timeStamperOf({
    signer: pki.keys['time-stamping'],
    certificate: pki.certificate('time-stamping'),
    issuers: [pki.certificate('seal')],
    policy: oids(DEFAULT_CERTIFICATES.oidArc).policy.timeStamp,
    randomness,
  });
  return {
    procedures,
    timeZone: DEFAULT_CERTIFICATES.timeZone,
    issuer: ORIGIN,
    settings: DEFAULT_ORGANISATIONS,
    randomness,
    trust,
    boxItems,
    ownItems: boxItems,
    cookies: cookieJar('http://guichet.test'),
    citizenSessions: dynamoCitizenSessions('citizen-sessions', randomness),
    accounts: dynamoAccounts('accounts'),
    personalData: kmsPersonalData('personal-data'),
    organisations: dynamoOrganisations('organisations'),
    members: dynamoOrganisationMembers('organisation-members'),
    attributeRequests: dynamoAttributeRequests('attribute-requests'),
    attributes: dynamoAttributes('attributes'),
    certificates: dynamoCertificates({ certificates: 'certificates' }),
    applications: dynamoApplications('applications', 'document-requests'),
    documentRequests: dynamoDocumentRequests('document-requests'),
    notifications: sqsNotifications(`${endpoint}/notifications`),
    verifier: signatureVerifier({ trust, settings: DEFAULT_CERTIFICATES }),
    seal: cadesSeal({
      signer: pki.keys['attribute-authority'],
      certificate: pki.certificate('attribute-authority'),
      issuers: [pki.certificate('seal')],
      timeStamper,
    }),
    audit: dynamoAuditTrail('audit-events', randomness),
  };
}
export type Deps = ReturnType<typeof depsOf>;

async function keepAccount(
  identity: AccountIdentity,
  language: Account['language'],
  personalData: Deps['personalData'],
): Promise<Account> {
  const id = randomness.id();
  const wrappedKey = await personalData.create(id);
  const at = NOW.toISOString();
  const account: Account = {
    id,
    status: 'active',
    level: 'substantial',
    wrappedKey,
    sealed: await personalData.seal(id, wrappedKey, identity),
    phoneHandle: `phone#${id}`,
    enrolmentId: randomness.id(),
    language,
    createdAt: at,
    verifiedAt: at,
    activatedAt: at,
    deviceId: 'test-device',
    version: 1,
  };
  await dynamoAccounts('accounts').create(account);
  return account;
}

const PARTITIONS = DEFAULT_CERTIFICATES.crlPartitions;

async function publishAll(pki: TestPki, revoked: Map<string, Map<string, ListedRevocation>>) {
  await publish(pki, 'root', 0, new Map());
  for (const authority of ISSUING_AUTHORITIES)
    for (let partition = 0; partition < PARTITIONS; partition += 1)
      await publish(pki, authority, partition, revoked.get(`${authority}/${partition}`) ?? new Map());
}

async function publish(
  pki: TestPki,
  authority: 'root' | (typeof ISSUING_AUTHORITIES)[number],
  partition: number,
  entries: ReadonlyMap<string, ListedRevocation>,
): Promise<void> {
  const content = {
    number: 1 + entries.size,
    thisUpdate: later(-3600),
    nextUpdate: later(400 * 86_400),
    entries,
    ...(authority !== 'root' && { distributionPoint: `${ORIGIN}/${crlPath(authority, partition)}` }),
  };
  const list = await makeCertificateList(content, pki.certificate(authority), pki.keys[authority]);
  pki.crls.set(`${authority}/${partition}`, list);
}

/** A request of somebody logged in by AUTHENTICATION certificate (unless told otherwise). */
export async function as<Body = undefined>(
  { account, authentication }: Person,
  {
    body,
    params = {},
    query = '',
    now = NOW,
    method = 'certificate',
  }: {
    readonly body?: Body;
    readonly params?: Readonly<Record<string, string>>;
    readonly query?: string;
    readonly now?: Date;
    readonly method?: 'certificate' | 'pin';
  } = {},
): Promise<HttpRequest<Body>> {
  const certificate = method === 'certificate' ? { certificate: authentication.record.id } : {};
  const cookies = await citizenCookies(account, { ...certificate, now });
  return { ...requestOf(body as Body, { now }), cookies, params, query: new URLSearchParams(query) };
}

/** Signs the bytes that the server gave, as the page does. */
export const sign = (key: SigningKey, toSign: string | undefined, at = NOW): Promise<string> => {
  if (toSign === undefined) throw new Error('There is nothing to sign.');
  return signAttached(Uint8Array.from(Buffer.from(toSign, 'base64')), key, at);
};

export const viewOf = <T>(response: HttpResponse): T => response.body as T;
export const toSignOf = (response: HttpResponse): string => viewOf<ToSign>(response).toSign;
