import type { CertificateSettings } from '../contracts/settings.ts';
import type { Account } from '../domain/account/account.ts';
import type { Accounts } from '../domain/account/accounts.ts';
import { openIdentity } from '../domain/account/open-identity.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import { addDays } from '../domain/calendar/iso-date.ts';
import { dayIn } from '../domain/calendar/today.ts';
import type { CertificateRecord } from '../domain/certificate/certificate-record.ts';
import type { ExpiringCertificates } from '../domain/certificate/expiring-certificates.ts';
import { EXPIRY_NOTICES, type ExpiryNotice, expiryDaysDue } from '../domain/expiry-notice/notices.ts';
import { certificateWord } from '../domain/message/certificate-words.ts';
import type { Notifications } from '../domain/message/messenger.ts';
import type { SentMessages } from '../domain/message/sent-messages.ts';
import type { PersonalData } from '../domain/personal-data/personal-data.ts';

export interface ExpiryDeps {
  readonly issuer: string;
  readonly settings: Pick<CertificateSettings, 'timeZone'>;
  readonly certificates: ExpiringCertificates;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
  /** Which notices of which day are done with. */
  readonly done: SentMessages;
}

/** The marks of what was done live five days: what could not be told for so long is overtaken by the next notice. */
const CAUGHT_UP_DAYS = 3;
/** People looked up at once. */
const ABREAST = 32;

/**
 * Tells holders whose certificates are about to expire (C8). A day that was missed is caught up, one that is done is not done again;
 * interrupted, a day is begun anew, and each message is sent once by its id.
 * @returns how many notices were put on the queue
 */
export async function tellOfExpiry(now: Date, deps: ExpiryDeps): Promise<number> {
  const today = dayIn(deps.settings.timeZone, now);
  let told = 0;
  for (let ago = CAUGHT_UP_DAYS; ago >= 0; ago -= 1) {
    for (const notice of EXPIRY_NOTICES) told += await tellDay(notice, addDays(today, -ago), now, deps);
  }
  return told;
}

async function tellDay(notice: ExpiryNotice, day: string, now: Date, deps: ExpiryDeps): Promise<number> {
  const mark = `certificate-calendar:${notice.name}:${day}`;
  if (await deps.done.has(mark)) return 0;
  let told = 0;
  for (const expiresOn of expiryDaysDue(notice, day)) {
    for await (const page of deps.certificates.expiringOn(expiresOn)) {
      for (let at = 0; at < page.length; at += ABREAST) {
        const sent = page.slice(at, at + ABREAST).map((certificate) => tell(certificate, notice, now, deps));
        told += (await Promise.all(sent)).filter(Boolean).length;
      }
    }
  }
  await deps.done.keep(mark, now);
  return told;
}

/** False for a certificate that has ended or is renewed, or whose holder is gone. */
async function tell(
  certificate: CertificateRecord,
  notice: ExpiryNotice,
  now: Date,
  deps: ExpiryDeps,
): Promise<boolean> {
  if (certificate.status !== 'good' || certificate.notAfter <= now.toISOString()) return false;
  const account = await deps.accounts.find(certificate.applicant);
  if (account === undefined || account.status !== 'active') return false;
  const { email, phone_number } = await openIdentity(account, deps.personalData);
  const id = `certificate-expiry:${certificate.id}:${notice.name}`;
  await deps.notifications.enqueue({
    id,
    template: notice.channel === 'email' ? 'certificate-expiring' : 'certificate-expiring-sms',
    language: account.language,
    to: notice.channel === 'email' ? { email } : { phone: phone_number },
    data: wordsOf(certificate, account, deps.issuer),
  });
  await deps.audit.record({
    event: 'certificate.expiry-told',
    subject: account.id,
    actor: 'system',
    at: now,
    details: { certificate: certificate.id, notice: notice.name },
  });
  return true;
}

function wordsOf({ kind, expiresOn }: CertificateRecord, { language }: Account, issuer: string) {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' });
  return {
    certificate: certificateWord(kind, language),
    until: format.format(new Date(`${expiresOn}T00:00:00Z`)),
    day: expiresOn,
    link: `${issuer}/app/certificates`,
  };
}
