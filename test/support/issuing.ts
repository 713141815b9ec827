import { generateKeyPairSync } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificateApplications } from '../../lambdas/adapters/aws/dynamo-certificate-applications.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../../lambdas/adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoDevices } from '../../lambdas/adapters/aws/dynamo-devices.ts';
import { dynamoIssuances } from '../../lambdas/adapters/aws/dynamo-issuances.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import type { CertificateIssueRequest, IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import type { CertificateApplication } from '../../lambdas/domain/certificate-application/application.ts';
import { Refusal } from '../../lambdas/domain/errors.ts';
import type { Notification } from '../../lambdas/domain/message/messenger.ts';
import { type IssueDeps, issueCertificate } from '../../lambdas/endpoints/certificates/issue.ts';
import { cookieJar } from '../../lambdas/shell/cookies.ts';
import type { HttpRequest } from '../../lambdas/shell/http-message.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { TEST_ORIGIN, type TestHierarchy } from './ceremony.ts';
import { certificateApplication } from './certificates.ts';
import { base64, certificationRequest, requestKey, type TestRequestKey } from './certification-request.ts';
import { citizenCookies } from './citizen-session.ts';

export const ISSUING_TABLES = [
  'accounts',
  'devices',
  'citizen-sessions',
  'certificates',
  'certificate-applications',
  'certified-keys',
  'revocations',
  'organisations',
  'audit-events',
] as const satisfies readonly TableName[];

/** What the function `certification` holds, over the stores of `startAws(ISSUING_TABLES)` and a hierarchy in memory. */
export function issuingDeps(pki: TestHierarchy, notifications: Notification[] = []): IssueDeps {
  return {
    issuer: TEST_ORIGIN,
    settings: DEFAULT_CERTIFICATES,
    cookies: cookieJar('http://127.0.0.1'),
    randomness,
    accounts: dynamoAccounts('accounts'),
    devices: dynamoDevices('devices'),
    citizenSessions: dynamoCitizenSessions('citizen-sessions', randomness),
    applications: dynamoCertificateApplications('certificate-applications'),
    certificates: dynamoCertificates({ certificates: 'certificates' }),
    issuances: dynamoIssuances({
      certificates: 'certificates',
      revocations: 'revocations',
      applications: 'certificate-applications',
      keys: 'certified-keys',
      organisations: 'organisations',
    }),
    organisations: dynamoOrganisations('organisations'),
    personalData: kmsPersonalData('personal-data'),
    signers: {
      authentication: pki.signer('authentication-ca'),
      signature: pki.signer('signature-ca'),
      seal: pki.signer('seal-ca'),
    },
    trust: pki.trust,
    notifications: {
      enqueue: async (notification) => {
        notifications.push(notification);
      },
    },
    audit: dynamoAuditTrail('audit-events', randomness),
  };
}

const put = (table: TableName, record: object) =>
  dynamo().send(new PutItemCommand({ TableName: table, Item: toItem(record) }));

export interface Holder {
  readonly account: Account;
  /** Key of the phone. */
  readonly deviceKey: TestRequestKey;
  readonly cookies: Readonly<Record<string, string>>;
}

export const IDENTITY: AccountIdentity = {
  given_name: 'Maëlys Gaëlle Marie',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
  birthplace: '75112',
  birthcountry: '99100',
  email: 'maelys@example.org',
  phone_number: '+33612340001',
  address: { street: '12 rue des Lilas', postalCode: '75012', city: 'Paris', country: 'FR' },
};

/** A person with a bound phone and an open session. */
export async function holder(
  now: Date,
  identity: Partial<AccountIdentity> = {},
  changes: Partial<Account> = {},
): Promise<Holder> {
  const id = randomness.id();
  const personalData = kmsPersonalData('personal-data');
  const wrappedKey = await personalData.create(id);
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const deviceKey = {
    privateKey,
    spki: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
  };
  const { x, y } = publicKey.export({ format: 'jwk' });
  const device = { id: `device-${id}`, accountId: id, key: { kty: 'EC', crv: 'P-256', x, y } };
  await put('devices', { ...device, name: 'Phone', status: 'bound', addedAt: now.toISOString() });
  const account: Account = {
    id,
    status: 'active',
    level: 'substantial',
    wrappedKey,
    sealed: await personalData.seal(id, wrappedKey, { ...IDENTITY, ...identity }),
    phoneHandle: 'phone#test',
    enrolmentId: 'enrolment',
    language: 'en',
    createdAt: now.toISOString(),
    verifiedAt: now.toISOString(),
    deviceId: device.id,
    version: 1,
    ...changes,
  };
  await dynamoAccounts('accounts').create(account);
  return { account, deviceKey, cookies: await citizenCookies(account, { now }) };
}

/** A confirmed application of the person's. */
export async function confirmedApplication(
  { account }: Holder,
  changes: Partial<CertificateApplication> = {},
): Promise<CertificateApplication> {
  const application = certificateApplication({ accountId: account.id, ...changes });
  await dynamoCertificateApplications('certificate-applications').keep(application);
  return application;
}

export const newRequest = (key: TestRequestKey = requestKey('P-256')): string =>
  base64(certificationRequest(key));

/** Calls the endpoint. */
export async function issue(
  { cookies }: Pick<Holder, 'cookies'>,
  application: Pick<CertificateApplication, 'id'>,
  request: string,
  deps: IssueDeps,
  now: Date,
): Promise<IssuedCertificate> {
  const call: HttpRequest<CertificateIssueRequest> = {
    method: 'POST',
    path: `/api/certificates/applications/${application.id}/certificate`,
    params: { application: application.id },
    query: new URLSearchParams(),
    headers: {},
    cookies,
    body: { request },
    rawBody: new Uint8Array(),
    sourceIp: '192.0.2.1',
    requestId: 'test',
    now,
  };
  return (await issueCertificate(call, deps)).body as IssuedCertificate;
}

/** The code of the refusal. */
export async function refusalOf(attempt: Promise<unknown>): Promise<string> {
  try {
    await attempt;
    return 'no refusal';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
