import { AUTHORITIES } from '../lambdas/authorities.ts';
import { type Rule, rule, whole } from './stage-rule.ts';
import type { Stage } from './stages.ts';

const mailbox = (name: string, write: string, holds: (of: Stage['settings']['MAILBOX']) => boolean): Rule =>
  rule(`settings.MAILBOX.${name}`, write, ({ settings }) => holds(settings.MAILBOX));

/** The bucket refuses presigned requests that were made longer ago (lib/constructs/exchange-bucket.ts). */
const TRANSFER_SECONDS = 900;
/** The most that S3 takes in one request. */
const OBJECT_BYTES = 5_000_000_000;
/** Left to the courier for everything beside waiting for an answer. */
const COURIER_SECONDS = 10;
const ANSWER_SECONDS = AUTHORITIES['move-courier'].timeoutSeconds - COURIER_SECONDS;

/** What must hold of letters, organisations and moves. */
export const MAILBOX_RULES: readonly Rule[] = [
  mailbox('claimDays', 'whole days from 1 to 60 (15 by CPCE R. 53-3)', ({ claimDays }) =>
    whole(claimDays, 1, 60),
  ),
  mailbox('attachmentBytes', `1 to ${OBJECT_BYTES}, not above boxBytes`, ({ attachmentBytes, boxBytes }) =>
    whole(attachmentBytes, 1, Math.min(OBJECT_BYTES, boxBytes)),
  ),
  mailbox('attachments', 'a whole number from 1 to 100', ({ attachments }) => whole(attachments, 1, 100)),
  mailbox('transferSeconds', `whole seconds from 60 to ${TRANSFER_SECONDS}`, ({ transferSeconds }) =>
    whole(transferSeconds, 60, TRANSFER_SECONDS),
  ),
  mailbox('evidenceDays', 'whole days from 365 (a year, CPCE R. 53-2) to 36500', ({ evidenceDays }) =>
    whole(evidenceDays, 365, 36_500),
  ),
  rule(
    'settings.ORGANISATIONS',
    'attributeDays from 1 to 3660 and requestDays from 1 to 365',
    ({ settings: { ORGANISATIONS: of } }) =>
      whole(of.attributeDays, 1, 3660) && whole(of.requestDays, 1, 365),
  ),
  rule('settings.MOVES.answerSeconds', `whole seconds from 1 to ${ANSWER_SECONDS}`, ({ settings }) =>
    whole(settings.MOVES.answerSeconds, 1, ANSWER_SECONDS),
  ),
  rule('settings.MOVES.attempts', 'a whole number from 2 to 10', ({ settings }) =>
    whole(settings.MOVES.attempts, 2, 10),
  ),
  rule(
    'settings.MOVES.allowsLoopback',
    'false, except where publicOrigin is http://127.0.0.1',
    ({ publicOrigin, settings }) =>
      !settings.MOVES.allowsLoopback || publicOrigin.startsWith('http://127.0.0.1:'),
  ),
];
