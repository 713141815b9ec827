import type { Account } from '../domain/account/account.ts';
import type { Accounts } from '../domain/account/accounts.ts';
import { openIdentity } from '../domain/account/open-identity.ts';
import type { AuditTrail } from '../domain/audit/audit-trail.ts';
import type { BoxItems } from '../domain/box/box-items.ts';
import type { CertificateKind, RevocationEntry } from '../domain/certificate/certificate-record.ts';
import type { Certificates } from '../domain/certificate/certificates.ts';
import { certificateWord } from '../domain/message/certificate-words.ts';
import type { Notifications } from '../domain/message/messenger.ts';
import { noticeOf } from '../domain/message/notice.ts';
import { revocationWord } from '../domain/message/revocation-words.ts';
import type { Organisations } from '../domain/organisation/organisation.ts';
import type { PersonalData } from '../domain/personal-data/personal-data.ts';
import type { RelyingPartyMessages } from '../domain/relying-party-message/relying-party-message.ts';

export interface TellRevocationDeps {
  readonly issuer: string;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly organisations: Organisations;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly boxItems: BoxItems;
  readonly notifications: Notifications;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/** What became of one entry of the revocation lists, and when; the same change delivered again has the same `at`. */
export type RevocationChange =
  | { readonly change: 'entered'; readonly entry: RevocationEntry; readonly at: Date }
  | { readonly change: 'left'; readonly serial: string; readonly at: Date };

interface Told {
  readonly serial: string;
  readonly kind: CertificateKind;
  readonly holder: string;
  readonly template: string;
  readonly page: string;
  /** Names the occurrence. */
  readonly id: string;
  readonly reason?: RevocationEntry['reason'];
  readonly at: Date;
}

/**
 * Tells the holder what became of a certificate (C5), once however often it is delivered: a notice in the box, an e-mail, and a line in
 * the trail. A SIGNATURE certificate that ended because the four attributes changed brings the guidance for a move (E6).
 */
export async function tellRevocation(change: RevocationChange, deps: TellRevocationDeps): Promise<void> {
  const told = change.change === 'entered' ? ofEntry(change.entry, change.at) : await ofLift(change, deps);
  const account = told && (await accountOf(told.holder, deps));
  if (told === undefined || account === undefined || account.status === 'closed') return;
  const { language } = account;
  const data = {
    certificate: certificateWord(told.kind, language),
    ...(told.reason !== undefined && { reason: revocationWord(told.reason, language) }),
  };
  await putNotice(account, told, data, deps);
  const { email } = await openIdentity(account, deps.personalData);
  const link = deps.issuer + told.page;
  await deps.notifications.enqueue({
    id: told.id,
    template: told.template,
    language,
    to: { email },
    data: { ...data, link },
  });
  await tellServices(account, told, deps);
  await record(account, told, deps);
}

function ofEntry({ serial, kind, holder, reason, revokedAt }: RevocationEntry, at: Date): Told {
  const moved = kind === 'signature' && reason === 'affiliationChanged';
  const template =
    reason === 'certificateHold' ? 'certificate-suspended' : moved ? 'moved' : 'certificate-ended';
  const page = moved ? '/app/move' : '/app/certificates';
  return { serial, kind, holder, template, page, reason, id: `${template}:${serial}:${revokedAt}`, at };
}

/** Only a suspension that was lifted leaves the lists; what came of the certificate since is told by itself. */
async function ofLift(
  { serial, at }: Extract<RevocationChange, { change: 'left' }>,
  { certificates }: TellRevocationDeps,
): Promise<Told | undefined> {
  const certificate = await certificates.find(serial);
  if (certificate?.status !== 'good') return undefined;
  const { kind, holder } = certificate;
  const id = `certificate-lifted:${serial}:${at.toISOString()}`;
  return { serial, kind, holder, template: 'certificate-lifted', page: '/app/certificates', id, at };
}

/** A person, or who represents the organisation. */
async function accountOf(holder: string, deps: TellRevocationDeps): Promise<Account | undefined> {
  const prefix = 'organisation:';
  if (!holder.startsWith(prefix)) return deps.accounts.find(holder);
  const organisation = await deps.organisations.find(holder.slice(prefix.length));
  return organisation && deps.accounts.find(organisation.representativeId);
}

async function putNotice(
  account: Account,
  { id, at, template, page }: Told,
  data: Readonly<Record<string, string>>,
  { boxItems, personalData }: TellRevocationDeps,
): Promise<void> {
  const notice = noticeOf(template, account.language, data);
  const content = { ...notice, from: 'Guichet', link: page, files: [] };
  const arrivedAt = at.toISOString();
  await boxItems.keep({
    boxId: account.id,
    itemId: `${arrivedAt}#${id}`,
    folder: 'notices',
    kind: 'notice',
    arrivedAt,
    sealed: await personalData.seal(account.id, account.wrappedKey, content),
  });
}

/** The AUTHENTICATION certificate is what a person signs in with; one that is suspended may come back. */
async function tellServices(
  account: Account,
  { kind, reason, id, at }: Told,
  deps: TellRevocationDeps,
): Promise<void> {
  if (kind !== 'authentication' || reason === undefined || reason === 'certificateHold') return;
  await deps.messages.enqueue({
    kind: 'account-event',
    accountId: account.id,
    event: { type: 'credential-revoked', credential: 'x509' },
    id,
    at: at.toISOString(),
  });
}

async function record(
  account: Account,
  { id, at, serial, template }: Told,
  { audit }: TellRevocationDeps,
): Promise<void> {
  await audit.record({
    event: 'certificate.holder-told',
    subject: account.id,
    actor: 'system',
    at,
    details: { certificate: serial, notice: template },
    once: `certificate.holder-told#${id}`,
  });
}
