import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, fromItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoCertificates } from '../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoSessions } from '../../lambdas/adapters/aws/dynamo-sessions.ts';
import type { TableName } from '../../lambdas/authorities.ts';
import {
  DEFAULT_CERTIFICATES,
  DEFAULT_REVIEW,
  DEFAULT_SIGNING_PASSWORD,
} from '../../lambdas/contracts/settings.ts';
import type { Account } from '../../lambdas/domain/account/account.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import type {
  CertificateRecord,
  RevocationEntry,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { OPERATOR_COOKIE } from '../../lambdas/domain/operator/operators.ts';
import { NOBODYS_PASSWORD } from '../../lambdas/domain/operator/password.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import type { TestBrowser } from './http.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from './sign-in.ts';

const TABLES: readonly TableName[] = [
  'certificate-applications',
  'signing-shares',
  'organisations',
  'organisation-members',
  'operators',
  'operator-sessions',
];

/** The functions that serve a certificate's holder and the counter, as deployed, beside those of sign-in. */
export function startHolderService(more: readonly TableName[] = []): Promise<SignInService> {
  return startSignInService(
    {},
    {},
    {
      tables: [...TABLES, ...more],
      functions: async () => {
        Object.assign(process.env, {
          CERTIFICATES: JSON.stringify(DEFAULT_CERTIFICATES),
          SIGNING_PASSWORD: JSON.stringify(DEFAULT_SIGNING_PASSWORD),
          REVIEW: JSON.stringify(DEFAULT_REVIEW),
        });
        const [certificates, registry] = await Promise.all([
          import('../../lambdas/functions/certificates.ts'),
          import('../../lambdas/functions/registry.ts'),
        ]);
        return { certificates: certificates.handler, registry: registry.handler };
      },
    },
  );
}

export const ADDRESS = { street: '12 rue des Lilas', postalCode: '75012', city: 'Paris', country: 'FR' };

/** A person with a phone, an address and a good document, logged in by PIN in the phone's own browser. */
export async function citizen(
  service: SignInService,
  changes: Partial<Account> = {},
  identity: Partial<AccountIdentity> = {},
): Promise<PersonWithPhone> {
  const person = await service.personWithPhone(changes, {
    address: ADDRESS,
    documentExpiry: '2034-05-31',
    ...identity,
  });
  await logIn(person);
  return person;
}

export async function logIn({ phone, pin }: PersonWithPhone): Promise<void> {
  const { status, body } = await phone.call('POST', '/api/authenticator/log-in', { pin });
  if (status !== 201) throw new Error(JSON.stringify(body));
}

/** The account as it stands now, changed. */
export async function changeAccount(person: PersonWithPhone, changes: Partial<Account>): Promise<void> {
  await put('accounts', { ...(await accountOf(person)), ...changes });
}

export async function accountOf({ account }: PersonWithPhone): Promise<Account> {
  return (await dynamoAccounts('accounts').find(account.id)) ?? account;
}

export const certificateStore = () =>
  dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' });

export async function certificateNow({ id }: CertificateRecord): Promise<CertificateRecord | undefined> {
  return certificateStore().find(id);
}

/** A company or authority represented by a person. */
export async function organisationOf(
  person: PersonWithPhone,
  changes: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  organisations += 1;
  const id = String(100_000_000 + organisations);
  await put('organisations', {
    id,
    name: 'Boulangerie Martin',
    kind: 'company',
    town: 'Paris',
    status: 'active',
    representativeId: person.account.id,
    registeredAt: new Date().toISOString(),
    version: 1,
    ...changes,
  });
  return id;
}

let organisations = 0;

/** What was recorded about a person, in no order. */
export async function auditOf({ account }: PersonWithPhone): Promise<readonly RecordedEvent[]> {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'audit-events' }));
  return Items.map((item) => fromItem<RecordedEvent>(item)).filter(({ subject }) => subject === account.id);
}

export interface RecordedEvent {
  readonly event: string;
  readonly subject: string;
  readonly actor: string;
  readonly details: Readonly<Record<string, string>>;
}

/** What the revocation lists will say of a certificate. */
export async function revocationsOf({ id }: CertificateRecord): Promise<readonly object[]> {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'revocations' }));
  return Items.map((item) => fromItem<RevocationEntry>(item)).filter(({ serial }) => serial === id);
}

/** A browser in which an operator is signed in. */
export async function operatorBrowser(
  service: SignInService,
  { name = 'alice', roles = ['clerk'] }: { readonly name?: string; readonly roles?: readonly string[] } = {},
): Promise<TestBrowser> {
  await put('operators', {
    id: name,
    name: name.toUpperCase(),
    roles,
    password: NOBODYS_PASSWORD,
    failures: 0,
  });
  const secret = await dynamoSessions('operator-sessions', randomness).open({
    subject: name,
    lifetimeSeconds: 3600,
    now: new Date(),
  });
  const browser = service.browser();
  return {
    ...browser,
    call: (method, path, body, headers) =>
      browser.call(method, path, body, { ...headers, cookie: `${OPERATOR_COOKIE}=${secret}` }),
  };
}
