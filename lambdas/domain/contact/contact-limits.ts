import type { ContactSettings, EnrolmentSettings, SmsSettings } from '../../contracts/settings.ts';
import { emailLimits, smsLimits } from '../enrolment/enrolment-limits.ts';
import type { Limit } from '../send-quota/send-quotas.ts';

/** What one identity may send in all; beside it, every limit of enrolment, with whose messages these are counted together. */
const perAccount = (accountId: string, { codesPerAccount }: ContactSettings): Limit => ({
  scope: `contact:account:${accountId}`,
  ...codesPerAccount,
});

export const newEmailLimits = (
  asked: { readonly accountId: string; readonly address: string; readonly handle: string },
  settings: ContactSettings,
  enrolment: Pick<EnrolmentSettings, 'emailsPerAddress' | 'emailsPerMailbox'>,
): Limit[] => [perAccount(asked.accountId, settings), ...emailLimits(asked.address, asked.handle, enrolment)];

export const newPhoneLimits = (
  asked: {
    readonly accountId: string;
    readonly address: string;
    readonly phone: string;
    readonly handle: string;
  },
  settings: ContactSettings,
  sms: SmsSettings,
): Limit[] => [
  perAccount(asked.accountId, settings),
  ...smsLimits(asked.address, asked.phone, asked.handle, sms),
];
