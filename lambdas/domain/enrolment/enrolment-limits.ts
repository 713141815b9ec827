import type { EnrolmentSettings, SendLimit, SmsSettings } from '../../contracts/settings.ts';
import type { Limit } from '../send-quota/send-quotas.ts';

const of = (scope: string, { limit, windowSeconds }: SendLimit): Limit => ({ scope, limit, windowSeconds });

export function startLimits(address: string, settings: EnrolmentSettings): Limit[] {
  return [of(`enrolment:start:${address}`, settings.startsPerAddress)];
}

export function emailLimits(
  address: string,
  handle: string,
  settings: Pick<EnrolmentSettings, 'emailsPerAddress' | 'emailsPerMailbox'>,
): Limit[] {
  return [
    of(`email:address:${address}`, settings.emailsPerAddress),
    of(`email:mailbox:${handle}`, settings.emailsPerMailbox),
  ];
}

/**
 * Defence against SMS pumping (A3): per network address, per number, per block of numbers, and in all. `phone` is E.164.
 * The ceiling comes last, so that refused requests do not use it up.
 */
export function smsLimits(address: string, phone: string, handle: string, settings: SmsSettings): Limit[] {
  const prefix = phone.slice(1, 1 + settings.prefixDigits);
  return [
    of(`sms:address:${address}`, settings.perAddress),
    of(`sms:number:${handle}`, settings.perNumber),
    of(`sms:prefix:${prefix}`, settings.perPrefix),
    of('sms:ceiling', settings.ceiling),
  ];
}

export function judgementLimits(enrolmentId: string, settings: EnrolmentSettings): Limit[] {
  return [of(`enrolment:judgement:${enrolmentId}`, settings.pictureJudgements)];
}

export function challengeLimits(enrolmentId: string, settings: EnrolmentSettings): Limit[] {
  return [of(`enrolment:challenge:${enrolmentId}`, settings.video.challenges)];
}
