import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { dynamo, fromItem, type Item } from '../../lambdas/adapters/aws/dynamo.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../../lambdas/adapters/aws/secrets.ts';
import {
  DEFAULT_CERTIFICATES,
  DEFAULT_CONTACTS,
  DEFAULT_ENROLMENT,
  DEFAULT_MAIL_FROM,
  DEFAULT_REVIEW,
  DEFAULT_SIGNING_PASSWORD,
} from '../../lambdas/contracts/settings.ts';
import type { AccountIdentity } from '../../lambdas/domain/account/account-identity.ts';
import type { ContactChange } from '../../lambdas/domain/contact/contact-changes.ts';
import { identifierOf } from '../../lambdas/domain/identifier/identifier.ts';
import { accountOf, citizen } from './holder.ts';
import type { Answer } from './http.ts';
import { type PersonWithPhone, put, type SignInService, startSignInService } from './sign-in.ts';

const MANY = { limit: 10_000, windowSeconds: 3600 };

/** Sign-in, account, the counter, and the function that changes contacts, as deployed. */
export const startContactService = (): Promise<SignInService> =>
  startSignInService(
    {},
    {},
    {
      tables: [
        'contact-changes',
        'box-items',
        'operators',
        'operator-sessions',
        'organisations',
        'organisation-members',
        'signing-shares',
      ],
      functions: async () => {
        Object.assign(process.env, {
          CONTACTS: JSON.stringify(DEFAULT_CONTACTS),
          ENROLMENT: JSON.stringify({ ...DEFAULT_ENROLMENT, emailsPerAddress: MANY }),
          CERTIFICATES: JSON.stringify(DEFAULT_CERTIFICATES),
          SIGNING_PASSWORD: JSON.stringify(DEFAULT_SIGNING_PASSWORD),
          REVIEW: JSON.stringify(DEFAULT_REVIEW),
          MAIL_FROM: JSON.stringify(DEFAULT_MAIL_FROM),
        });
        const [contacts, registry] = await Promise.all([
          import('../../lambdas/functions/contacts.ts'),
          import('../../lambdas/functions/registry.ts'),
        ]);
        return { contacts: contacts.handler, registry: registry.handler };
      },
    },
  );

let numbers = 0;
/** An address and a number that nobody has. */
export function unusedContacts(): { readonly email: string; readonly phone: string } {
  numbers += 1;
  return { email: `new-${numbers}@example.org`, phone: `+3361288${String(1000 + numbers)}` };
}

/** A person logged in on their phone, found by both address and number. */
export async function reachable(service: SignInService): Promise<PersonWithPhone> {
  const { email } = unusedContacts();
  const person = await citizen(service, {}, { email: `former-${email}` });
  await put('account-handles', {
    id: await handleOf('email', person.identity.email),
    accountId: person.account.id,
  });
  return person;
}

export const handleOf = async (kind: 'email' | 'phone', value: string): Promise<string> =>
  identifierOf(await deploymentSecret('identifiers')(), kind, value);

export type Kind = 'email' | 'phone';

export const ask = (person: PersonWithPhone, kind: Kind, value: string): Promise<Answer> =>
  person.phone.call('POST', `/api/account/${kind}`, { [kind]: value });

export const confirm = (person: PersonWithPhone, kind: Kind, value: string, code: string): Promise<Answer> =>
  person.phone.call('POST', `/api/account/${kind}/confirm`, { [kind]: value, code });

/** The code that was sent there last; empty when the last message held none. */
export function codeSent({ aws: { sent } }: SignInService, to: string): string {
  const text =
    sent.mails.findLast((mail) => mail.to === to)?.text ?? sent.texts.findLast((sms) => sms.to === to)?.text;
  return /\b\d{4,8}\b/.exec(text ?? '')?.[0] ?? '';
}

/** Asks and confirms. */
export async function change(service: SignInService, person: PersonWithPhone, kind: Kind, value: string) {
  const asked = await ask(person, kind, value);
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body));
  return confirm(person, kind, value, codeSent(service, value));
}

export async function identityNow(person: PersonWithPhone): Promise<AccountIdentity> {
  const { id, wrappedKey, sealed } = await accountOf(person);
  return kmsPersonalData('personal-data').open<AccountIdentity>(id, wrappedKey, sealed);
}

/** The changes of a person, as the table's stream tells of them. */
export async function changesOf({ account }: PersonWithPhone): Promise<readonly Item[]> {
  const { Items = [] } = await dynamo().send(new ScanCommand({ TableName: 'contact-changes' }));
  return Items.filter(({ accountId }) => accountId?.S === account.id).sort((a, b) =>
    fromItem<ContactChange>(a).id < fromItem<ContactChange>(b).id ? -1 : 1,
  );
}

/** Delivers every change of a person to the function that tells of them. */
export async function tell(person: PersonWithPhone): Promise<DynamoDBBatchResponse> {
  const { handler } = await import('../../lambdas/functions/contact-desk.ts');
  const images = await changesOf(person);
  const records = images.map((image, index) => ({
    eventName: 'INSERT',
    dynamodb: { NewImage: image, SequenceNumber: String(index + 1) },
  }));
  return handler({ Records: records } as unknown as DynamoDBStreamEvent);
}

/** The token of the link that undoes a person's last change, as it stands in the message to the former address. */
export function undoToken({ aws: { sent } }: SignInService, formerAddress: string): string {
  const message = sent.queued.findLast(
    ({ to, data }) => to.email === formerAddress && data.link?.includes('/undo#'),
  );
  return new URL(message?.data.link ?? 'http://none/').hash.slice(1);
}
