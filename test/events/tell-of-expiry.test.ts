import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoAccounts } from '../../lambdas/adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoExpiringCertificates } from '../../lambdas/adapters/aws/dynamo-expiring-certificates.ts';
import { dynamoSentMessages } from '../../lambdas/adapters/aws/dynamo-sent-messages.ts';
import { kmsPersonalData } from '../../lambdas/adapters/aws/kms-personal-data.ts';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import { EXPIRY_NOTICES, expiryDaysDue } from '../../lambdas/domain/expiry-notice/notices.ts';
import type { Notification } from '../../lambdas/domain/message/messenger.ts';
import { renderEmail, renderSms } from '../../lambdas/domain/message/template.ts';
import { TEMPLATES } from '../../lambdas/domain/message/templates.ts';
import { type ExpiryDeps, tellOfExpiry } from '../../lambdas/events/tell-of-expiry.ts';
import { randomness } from '../../lambdas/shell/randomness.ts';
import { startAws, type TestAws } from '../support/aws.ts';
import { certificateRecord } from '../support/certificates.ts';
import { type Holder, holder } from '../support/issuing.ts';
import { put } from '../support/sign-in.ts';

const WHEN = new Date('2026-01-01T06:00:00Z');
let aws: TestAws;
let person: Holder;
let sent: Notification[];
let year = 2030;

beforeAll(async () => {
  aws = await startAws([
    'accounts',
    'devices',
    'citizen-sessions',
    'certificates',
    'audit-events',
    'replays',
  ]);
  person = await holder(WHEN);
});
afterAll(() => aws.stop());
beforeEach(() => {
  sent = [];
  year += 2; // every test has years of its own, and so its own marks
});

function depsOf(changes: Partial<ExpiryDeps> = {}): ExpiryDeps {
  return {
    issuer: 'https://guichet.example',
    settings: DEFAULT_CERTIFICATES,
    certificates: dynamoExpiringCertificates('certificates'),
    accounts: dynamoAccounts('accounts'),
    personalData: kmsPersonalData('personal-data'),
    notifications: {
      enqueue: async (notification) => {
        sent.push(notification);
      },
    },
    audit: dynamoAuditTrail('audit-events', randomness),
    done: dynamoSentMessages('replays'),
    ...changes,
  };
}

async function expiring(day: string, changes = {}): Promise<string> {
  const record = certificateRecord({
    expiresOn: day,
    notAfter: `${day}T21:59:59.000Z`,
    holder: person.account.id,
    applicant: person.account.id,
    ...changes,
  });
  await put('certificates', record);
  return record.id;
}
const morning = (day: string): Date => new Date(`${year}-${day}T05:30:00Z`);
const ids = (): string[] => sent.map(({ id }) => id.split(':').slice(1).join(':')).sort();

describe('notices of expiry', () => {
  it('C8: e-mail a month, two weeks and a week before, SMS ten days before, and on no other day', async () => {
    const serial = await expiring(`${year}-07-20`);
    const heard: Record<string, string[]> = {};
    for (let day = 18; day <= 46; day += 1) {
      sent = [];
      const today = new Date(Date.UTC(year, 5, day, 5, 30));
      await tellOfExpiry(today, depsOf());
      if (sent.length > 0) heard[today.toISOString().slice(5, 10)] = ids();
    }
    expect(heard).toEqual({
      '06-20': [`${serial}:1-month`],
      '07-06': [`${serial}:2-weeks`],
      '07-10': [`${serial}:10-days`],
      '07-13': [`${serial}:7-days`],
    });
  });

  it('C8: the message names certificate and day in the person’s language, on the right channel', async () => {
    await expiring(`${year}-07-20`);
    await tellOfExpiry(morning('07-06'), depsOf());
    await tellOfExpiry(morning('07-10'), depsOf());
    const [email, sms] = sent;
    expect(email?.to).toEqual({ email: 'maelys@example.org' });
    expect(sms?.to).toEqual({ phone: '+33612340001' });
    for (const language of ['en', 'fr', 'ja'] as const) {
      const mail = renderEmail(TEMPLATES['certificate-expiring'] ?? missing(), language, email?.data ?? {});
      expect(mail.subject).toContain('AUTHENTICATION');
      const text = renderSms(TEMPLATES['certificate-expiring-sms'] ?? missing(), language, sms?.data ?? {});
      expect(text.length).toBeLessThanOrEqual(language === 'ja' ? 70 : 160);
    }
  });

  it('C8: run twice, or again after it died, a day is told once', async () => {
    const serial = await expiring(`${year}-07-20`);
    let calls = 0;
    const dying = depsOf({
      notifications: {
        enqueue: async (notification) => {
          sent.push(notification);
          calls += 1;
          throw new Error('killed');
        },
      },
    });
    await expect(tellOfExpiry(morning('07-13'), dying)).rejects.toThrow('killed');
    expect(calls).toBe(1);
    await tellOfExpiry(morning('07-13'), depsOf());
    const before = sent.length;
    await tellOfExpiry(morning('07-13'), depsOf());
    expect(sent).toHaveLength(before);
    expect(new Set(ids()).has(`${serial}:7-days`)).toBe(true);
  });

  it('C8: missed days are caught up', async () => {
    const serial = await expiring(`${year}-07-20`);
    await tellOfExpiry(morning('07-05'), depsOf());
    await tellOfExpiry(morning('07-12'), depsOf());
    expect(ids()).toEqual([`${serial}:10-days`]);
    await tellOfExpiry(morning('07-16'), depsOf());
    expect(ids()).toEqual([`${serial}:10-days`, `${serial}:7-days`]);
  });

  it('C8: not for one that has ended, is suspended, was never finished, or whose holder is gone', async () => {
    const gone = await holder(WHEN, {}, { status: 'closed' });
    for (const changes of [
      { status: 'revoked' },
      { status: 'suspended' },
      { status: 'issuing' },
      { applicant: gone.account.id },
      { applicant: 'nobody' },
    ]) {
      await expiring(`${year}-07-20`, changes);
    }
    expect(await tellOfExpiry(morning('07-13'), depsOf())).toBe(0);
  });

  it('C8: an organisation’s is told to the person who applied for it', async () => {
    await expiring(`${year}-07-20`, {
      kind: 'corporate',
      authority: 'seal',
      holder: 'organisation:732829320',
    });
    await tellOfExpiry(morning('07-06'), depsOf());
    expect(sent.map(({ to }) => to)).toEqual([{ email: 'maelys@example.org' }]);
  });

  it('C8: every day of expiry has exactly one day for each notice, short months included', () => {
    const [month] = EXPIRY_NOTICES;
    if (month === undefined) throw new Error('no notices');
    expect(expiryDaysDue(month, '2027-02-28')).toEqual([
      '2027-03-28',
      '2027-03-29',
      '2027-03-30',
      '2027-03-31',
    ]);
    expect(expiryDaysDue(month, '2028-02-29')).toEqual(['2028-03-29', '2028-03-30', '2028-03-31']);
    expect(expiryDaysDue(month, '2027-01-31')).toEqual([]);
    for (const notice of EXPIRY_NOTICES) {
      const due = new Map<string, number>();
      for (let day = 0; day < 1461; day += 1) {
        const today = new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);
        for (const expiry of expiryDaysDue(notice, today)) due.set(expiry, (due.get(expiry) ?? 0) + 1);
      }
      expect([...due.values()].every((times) => times === 1)).toBe(true);
      expect(due.size).toBeGreaterThanOrEqual(1458);
    }
  });
});

function missing(): never {
  throw new Error('The template is not registered.');
}
