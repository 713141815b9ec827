import type { CertificateSettings, MailboxSettings } from '../../contracts/settings.ts';
import type { Accounts } from '../account/accounts.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { LetterItems } from '../box/box-items.ts';
import type { Notifications } from '../message/messenger.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { RegisteredLetter } from '../registered-letter/delivery-evidence.ts';
import type { EvidenceBook, EvidenceOwner } from '../registered-letter/evidence-book.ts';
import { contentDigest, type Letter, type LetterContent, letterKeyOwner } from './letter.ts';
import type { Letters } from './letters.ts';

/** Everything that carrying a letter on needs. */
export interface LetterDesk {
  readonly letters: Letters;
  readonly book: EvidenceBook;
  readonly items: LetterItems;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: PersonalData;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
  /** Public origin. */
  readonly issuer: string;
  readonly rules: LetterRules;
}

export interface LetterRules {
  readonly operatorName: string;
  /** ISO 3166-1 alpha-2 of the register that organisations' numbers are from. */
  readonly country: string;
  readonly claimDays: number;
  readonly timeZone: string;
}

export const letterRules = (
  { operatorName, claimDays }: MailboxSettings,
  { country, timeZone }: CertificateSettings,
): LetterRules => ({ operatorName, claimDays, country, timeZone });

export const openContent = (letter: Letter, personalData: PersonalData): Promise<LetterContent> =>
  personalData.open<LetterContent>(letterKeyOwner(letter.id), letter.wrappedKey, letter.sealed);

export const sealContent = (
  letter: Pick<Letter, 'id' | 'wrappedKey'>,
  content: LetterContent,
  personalData: PersonalData,
): Promise<string> => personalData.seal(letterKeyOwner(letter.id), letter.wrappedKey, content);

export const evidenceOwner = ({ id, wrappedKey }: Letter): EvidenceOwner => ({
  id: letterKeyOwner(id),
  wrappedKey,
});

/** The letter as its evidence names it. */
export function toRegisteredLetter(
  letter: Letter,
  content: LetterContent,
  { issuer, rules }: Pick<LetterDesk, 'issuer' | 'rules'>,
): RegisteredLetter {
  const { sender, recipient, acceptedBy, attachments } = content;
  return {
    id: letter.id,
    issuer: { name: rules.operatorName, uri: issuer },
    sender: { name: sender.name, identifier: `NTR${rules.country}-${sender.id}` },
    recipient: {
      electronicAddress: recipient.email ?? recipient.phone ?? '',
      reference: letter.id,
      ...acceptedBy,
    },
    submittedAt: letter.submittedAt ?? letter.preparedAt,
    contentDigest: contentDigest(content),
    attachments: attachments.map(({ name, digest }) => ({ name, digest })),
  };
}
