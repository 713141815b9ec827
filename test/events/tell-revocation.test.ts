import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../../lambdas/adapters/aws/dynamo-box-items.ts';
import { dynamoOrganisations } from '../../lambdas/adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../../lambdas/adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../../lambdas/adapters/aws/sqs-relying-party-messages.ts';
import type { BoxItemContent } from '../../lambdas/domain/box/box-items.ts';
import type {
  CertificateRecord,
  RevocationReason,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { type RevocationChange, tellRevocation } from '../../lambdas/events/tell-revocation.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { keepCertificate } from '../support/certificate-record.ts';
import { Crash, failingAt } from '../support/failing-step.ts';
import {
  auditOf,
  certificateStore,
  changeAccount,
  citizen,
  organisationOf,
  startHolderService,
} from '../support/holder.ts';
import type { PersonWithPhone, SignInService } from '../support/sign-in.ts';

let service: SignInService;
let handler: (event: DynamoDBStreamEvent) => Promise<{ batchItemFailures: unknown[] }>;
beforeAll(async () => {
  service = await startHolderService(['box-items']);
  ({ handler } = await import('../../lambdas/functions/revocation-desk.ts'));
});
afterAll(() => service.stop());

const personalData = kmsPersonalData('personal-data');
let people = 0;
const somebody = (changes: object = {}): Promise<PersonWithPhone> => {
  people += 1;
  return citizen(service, changes, { email: `holder-${people}@example.org` });
};

async function noticesOf({ account }: PersonWithPhone): Promise<readonly BoxItemContent[]> {
  const { items } = await dynamoBoxItems('box-items').list(account.id, 'notices', 50);
  return Promise.all(
    items.map(({ sealed }) => personalData.open<BoxItemContent>(account.id, account.wrappedKey, sealed)),
  );
}

/** E-mails by the id under which the notifier sends each once. */
const mailsTo = ({ identity }: PersonWithPhone): readonly string[] => [
  ...new Set(
    service.aws.sent.queued
      .filter(({ to, template }) => to.email === identity.email && template !== 'phone-activated')
      .map((message) => (message as unknown as { id: string }).id),
  ),
];

const AT = new Date('2026-11-22T10:00:00.000Z');
const entryOf = ({ id, kind, holder }: CertificateRecord, reason: RevocationReason, revokedAt = AT) => ({
  partition: 'signature/0',
  serial: id,
  kind,
  holder,
  reason,
  revokedAt: revokedAt.toISOString(),
});

/** As the stream delivers it. */
const delivered = (entry: object, eventName: 'INSERT' | 'MODIFY' | 'REMOVE' = 'INSERT', at = AT) =>
  handler({
    Records: [
      {
        eventName,
        dynamodb: {
          ApproximateCreationDateTime: at.getTime() / 1000,
          Keys: toItem({ partition: 'signature/0', serial: (entry as { serial: string }).serial }),
          ...(eventName !== 'REMOVE' && { NewImage: toItem(entry) }),
          SequenceNumber: '1',
        },
      },
    ],
  } as unknown as DynamoDBStreamEvent);

describe('telling what became of a certificate', () => {
  it('C5: one notice and one e-mail per revocation, however often it is delivered', async () => {
    const person = await somebody();
    const certificate = await keepCertificate({ holder: person.account.id });
    for (const _ of [1, 2, 3]) {
      expect(await delivered(entryOf(certificate, 'keyCompromise'))).toEqual({ batchItemFailures: [] });
    }
    expect(mailsTo(person)).toHaveLength(1);
    const [notice, ...more] = await noticesOf(person);
    expect(more).toEqual([]);
    expect(notice).toMatchObject({ title: 'Ended: AUTHENTICATION certificate', link: '/app/certificates' });
    expect(notice?.text).toContain('its key was lost');
    const told = (await auditOf(person)).filter(({ event }) => event === 'certificate.holder-told');
    expect(told).toHaveLength(1);
  });

  it('E6: SIGNATURE ended by a change of the four attributes brings the guidance to tell businesses', async () => {
    const person = await somebody();
    const certificate = await keepCertificate({ holder: person.account.id, kind: 'signature' });
    await delivered(entryOf(certificate, 'affiliationChanged'));
    expect(await noticesOf(person)).toMatchObject([
      { title: 'You have moved: tell your businesses at once', link: '/app/move' },
    ]);
    expect(mailsTo(person)).toHaveLength(1);
  });

  it.each([
    'keyCompromise',
    'cessationOfOperation',
    'superseded',
    'privilegeWithdrawn',
    'cACompromise',
  ] as const)('E6: SIGNATURE ended by %s brings no guidance to move', async (reason) => {
    const person = await somebody();
    const certificate = await keepCertificate({ holder: person.account.id, kind: 'signature' });
    await delivered(entryOf(certificate, reason));
    expect(await noticesOf(person)).toMatchObject([{ link: '/app/certificates' }]);
  });

  it('C5: suspended, then for good, then nothing more: a notice each; lifted: a notice too', async () => {
    const person = await somebody();
    const certificate = await keepCertificate({ holder: person.account.id });
    await delivered(entryOf(certificate, 'certificateHold'));
    await delivered({ serial: certificate.id }, 'REMOVE', new Date(AT.getTime() + 1000));
    await delivered(
      entryOf(certificate, 'certificateHold', new Date(AT.getTime() + 2000)),
      'INSERT',
      new Date(AT.getTime() + 2000),
    );
    await delivered(
      entryOf(certificate, 'keyCompromise', new Date(AT.getTime() + 2000)),
      'MODIFY',
      new Date(AT.getTime() + 3000),
    );
    expect((await noticesOf(person)).map(({ title }) => title.split(':')[0]).reverse()).toEqual([
      'Suspended',
      'Good again',
      'Suspended',
      'Ended',
    ]);
    expect(mailsTo(person)).toHaveLength(4);
  });

  it('C5: a lift that was overtaken by a revocation is not told as good', async () => {
    const person = await somebody();
    const certificate = await keepCertificate({ holder: person.account.id, status: 'revoked' });
    await delivered({ serial: certificate.id }, 'REMOVE');
    expect(await noticesOf(person)).toEqual([]);
  });

  it.each([
    ['authentication', 'keyCompromise', ['x509']],
    ['authentication', 'certificateHold', []],
    ['signature', 'keyCompromise', []],
  ] as const)('B9: %s ended by %s: relying parties are told of %j', async (kind, reason, credentials) => {
    const person = await somebody();
    await delivered(entryOf(await keepCertificate({ holder: person.account.id, kind }), reason));
    const told = service.aws.sent.messages.flatMap((message) =>
      message.kind === 'account-event' && message.accountId === person.account.id ? [message.event] : [],
    );
    expect(told).toEqual(credentials.map((credential) => ({ type: 'credential-revoked', credential })));
  });

  it('C5: that of an organisation is told to its representative, in their language', async () => {
    const person = await somebody({ language: 'fr' });
    const holder = `organisation:${await organisationOf(person)}`;
    await delivered(entryOf(await keepCertificate({ holder, kind: 'corporate' }), 'superseded'));
    expect(await noticesOf(person)).toMatchObject([{ title: 'Terminé : certificat d’entreprise' }]);
  });

  it('C5: nobody there, or an identity that was closed, is no failure', async () => {
    const person = await somebody({});
    const gone = await keepCertificate({ holder: 'nobody' });
    expect(await delivered(entryOf(gone, 'superseded'))).toEqual({ batchItemFailures: [] });
    await changeAccount(person, { status: 'closed' });
    const certificate = await keepCertificate({ holder: person.account.id });
    await delivered(entryOf(certificate, 'superseded'));
    expect(mailsTo(person)).toEqual([]);
  });

  it('C5: a crash at any step is made good by the next delivery, each thing once', async () => {
    const deps = {
      issuer: service.issuer,
      accounts: dynamoAccounts('accounts'),
      organisations: dynamoOrganisations('organisations'),
      certificates: certificateStore(),
      personalData,
      boxItems: dynamoBoxItems('box-items'),
      notifications: sqsNotifications(process.env.NOTIFICATIONS_QUEUE ?? ''),
      messages: sqsRelyingPartyMessages(process.env.RELYING_PARTY_MESSAGES_QUEUE ?? ''),
      audit: dynamoAuditTrail('audit-events', randomness),
    };
    const verbs = {
      boxItems: ['keep'],
      notifications: ['enqueue'],
      messages: ['enqueue'],
      audit: ['record'],
    };
    for (const step of [1, 2, 3, 4]) {
      const person = await somebody();
      const certificate = await keepCertificate({ holder: person.account.id });
      const change: RevocationChange = {
        change: 'entered',
        entry: entryOf(certificate, 'keyCompromise'),
        at: AT,
      };
      await expect(tellRevocation(change, failingAt(deps, verbs, step).deps)).rejects.toThrow(Crash);
      await tellRevocation(change, deps);
      expect(await noticesOf(person)).toHaveLength(1);
      expect(mailsTo(person)).toHaveLength(1);
    }
  });
});
