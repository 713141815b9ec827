import { AUTHORITIES } from '../lambdas/authorities.ts';
import { MAILBOX_RULES } from './mailbox-rules.ts';
import { RELYING_PARTY_RULES } from './relying-party-rules.ts';
import { type Rule, rule, whole } from './stage-rule.ts';
import type { Stage } from './stages.ts';
import { TRUST_RULES } from './trust-rules.ts';

const empty = (...values: string[]) => values.every((value) => value === '');
const EMAIL = /^(?:[^<>]+<)?[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>?$/;
const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
/** Whoever pushes still has time for the SMS. */
const PUSH_SECONDS = AUTHORITIES.notifier.timeoutSeconds / 3;
/** Retention periods that CloudWatch Logs knows. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const RULES: readonly Rule[] = [
  rule('name', '1–16 small letters, digits and hyphens, beginning with a letter', ({ name }) =>
    /^[a-z][a-z0-9-]{0,14}[a-z0-9]$|^[a-z]$/.test(name),
  ),
  rule('account', 'the 12 digits of the AWS account, or leave it empty', ({ account }) =>
    /^(\d{12})?$/.test(account),
  ),
  rule(
    'region',
    'an AWS Region like eu-west-1, or leave it empty',
    ({ region }) => empty(region) || REGION.test(region),
  ),
  rule(
    'publicOrigin',
    'https://host without a path or trailing slash (http only for 127.0.0.1), or leave it empty',
    ({ publicOrigin }) =>
      empty(publicOrigin) || /^(https:\/\/[^/]+|http:\/\/127\.0\.0\.1:\d+)$/.test(publicOrigin),
  ),
  rule('domain.certificateArn', 'the ARN of an ACM certificate in us-east-1 for domain.name', ({ domain }) =>
    empty(domain.name)
      ? empty(domain.certificateArn)
      : /^arn:aws:acm:us-east-1:\d{12}:certificate\/.+$/.test(domain.certificateArn),
  ),
  rule(
    'domain.hostedZoneName',
    'both hostedZoneId and hostedZoneName, or neither',
    ({ domain }) => empty(domain.hostedZoneId) === empty(domain.hostedZoneName),
  ),
  rule(
    'domain.hostedZoneName',
    'the zone that domain.name lies in',
    ({ domain }) =>
      empty(domain.hostedZoneName) ||
      domain.name === domain.hostedZoneName ||
      domain.name.endsWith(`.${domain.hostedZoneName}`),
  ),
  rule(
    'mtls.certificateArn',
    'the ARN of an ACM certificate in the deployment’s Region for the host of settings.RELYING_PARTIES.mtlsOrigin, or leave both empty',
    ({ mtls, settings, region }) =>
      empty(settings.RELYING_PARTIES.mtlsOrigin)
        ? empty(mtls.certificateArn)
        : /^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/.+$/.test(mtls.certificateArn) &&
          (empty(region) || mtls.certificateArn.split(':')[3] === region),
  ),
  rule(
    'mtls.truststoreUri',
    's3://bucket/key of a PEM file with the CAs whose certificates relying parties show, together with mtls.certificateArn',
    ({ mtls }) =>
      empty(mtls.certificateArn)
        ? empty(mtls.truststoreUri)
        : /^s3:\/\/[a-z0-9.-]{3,63}\/.+$/.test(mtls.truststoreUri),
  ),
  rule(
    'webAclArn',
    'the ARN of a WAFv2 web ACL of scope CLOUDFRONT (us-east-1)',
    ({ webAclArn }) =>
      empty(webAclArn) || /^arn:aws:wafv2:us-east-1:\d{12}:global\/webacl\/.+$/.test(webAclArn),
  ),
  rule('settings.MAIL_FROM', 'the sender, like "Guichet <no-reply@example.org>"', ({ settings }) =>
    EMAIL.test(settings.MAIL_FROM),
  ),
  rule(
    'mail.identity',
    'the verified SES domain (or address) that settings.MAIL_FROM belongs to',
    ({ mail, settings }) => {
      const address = settings.MAIL_FROM.replace(/^.*<|>$/g, '');
      return (
        mail.identity === address ||
        address.endsWith(`@${mail.identity}`) ||
        address.endsWith(`.${mail.identity}`)
      );
    },
  ),
  rule('sms.monthlySpendUsd', 'a number of US dollars above 0', ({ sms }) => sms.monthlySpendUsd > 0),
  rule(
    'alarms.email',
    'an e-mail address, or leave it empty',
    ({ alarms }) => empty(alarms.email) || EMAIL.test(alarms.email),
  ),
  rule('retention.evidenceDays', 'whole days from 1 to 3650', ({ retention }) =>
    whole(retention.evidenceDays, 1, 3650),
  ),
  rule('retention.logDays', `one of ${LOG_DAYS.join(', ')}`, ({ retention }) =>
    LOG_DAYS.includes(retention.logDays),
  ),
  rule('retention.auditDays', 'whole days from 1 to 36500', ({ retention }) =>
    whole(retention.auditDays, 1, 36_500),
  ),
  rule('retention.auditLock', 'GOVERNANCE or COMPLIANCE', ({ retention }) =>
    ['GOVERNANCE', 'COMPLIANCE'].includes(retention.auditLock),
  ),
  rule(
    'throttle',
    'a rate and a burst of at least 1',
    ({ throttle }) => throttle.rate >= 1 && throttle.burst >= 1,
  ),
  rule('settings.ONE_TIME_CODES.phone.length', '4 or 6', ({ settings }) =>
    [4, 6].includes(settings.ONE_TIME_CODES.phone.length),
  ),
  rule('settings.ONE_TIME_CODES.phone.lifetimeSeconds', 'at most 600 (10 minutes)', ({ settings }) =>
    whole(settings.ONE_TIME_CODES.phone.lifetimeSeconds, 30, 600),
  ),
  rule('settings.ONE_TIME_CODES.phone.tries', '1, 2 or 3', ({ settings }) =>
    whole(settings.ONE_TIME_CODES.phone.tries, 1, 3),
  ),
  rule('settings.ONE_TIME_CODES.email.lifetimeSeconds', 'at most 86400 (24 hours)', ({ settings }) =>
    whole(settings.ONE_TIME_CODES.email.lifetimeSeconds, 60, 86_400),
  ),
  rule(
    'settings.SMS.senderId',
    'up to 11 letters and digits, at least one letter, or leave it empty',
    ({ settings }) =>
      empty(settings.SMS.senderId) || /^(?=.*[A-Za-z])[A-Za-z0-9]{1,11}$/.test(settings.SMS.senderId),
  ),
  rule('settings.VERIFICATION.faceSimilarity', '50 to 100, above faceDifference', ({ settings }) => {
    const { faceSimilarity, faceDifference } = settings.VERIFICATION;
    return faceSimilarity >= 50 && faceSimilarity <= 100 && faceDifference < faceSimilarity;
  }),
  rule(
    'settings.VERIFICATION.rekognitionRegion',
    'a Region that offers Rekognition, like eu-west-1 (eu-west-3 does not)',
    ({ region, settings }) => {
      const { rekognitionRegion } = settings.VERIFICATION;
      return empty(rekognitionRegion) ? region !== 'eu-west-3' : REGION.test(rekognitionRegion);
    },
  ),
  rule('settings.ENROLMENT.eligibility.minimumAgeYears', 'whole years from 0 to 120', ({ settings }) =>
    whole(settings.ENROLMENT.eligibility.minimumAgeYears, 0, 120),
  ),
  rule('settings.PIN.tries', '1, 2 or 3', ({ settings }) => whole(settings.PIN.tries, 1, 3)),
  rule('settings.CONTACTS.undoSeconds', 'a day to 30 days, in seconds', ({ settings }) =>
    whole(settings.CONTACTS.undoSeconds, 86_400, 30 * 86_400),
  ),
  rule('settings.SIGN_IN.approvalSeconds', 'at most 600 (10 minutes)', ({ settings }) =>
    whole(settings.SIGN_IN.approvalSeconds, 30, 600),
  ),
  rule('settings.WEB_PUSH.contact', 'mailto:… or https://…, or leave it empty', ({ settings }) =>
    /^(mailto:[^@\s]+@[^@\s]+|https:\/\/\S+|)$/.test(settings.WEB_PUSH.contact),
  ),
  rule('settings.WEB_PUSH.answerSeconds', `whole seconds from 1 to ${PUSH_SECONDS}`, ({ settings }) =>
    whole(settings.WEB_PUSH.answerSeconds, 1, PUSH_SECONDS),
  ),
  rule(
    'settings.WEB_PUSH.allowsLoopback',
    'false, except where publicOrigin is http://127.0.0.1',
    ({ settings, publicOrigin }) =>
      !settings.WEB_PUSH.allowsLoopback || publicOrigin.startsWith('http://127.0.0.1:'),
  ),
  rule('settings.ENROLMENT.letterDays', 'whole days from 1 to 30', ({ settings }) =>
    whole(settings.ENROLMENT.letterDays, 1, 30),
  ),
  rule(
    'personas',
    'false where `protect` is true: people made up have no place among real ones',
    ({ personas, protect }) => !(personas && protect),
  ),
  ...TRUST_RULES,
  ...MAILBOX_RULES,
  ...RELYING_PARTY_RULES,
];

/** What is wrong with a stage, one sentence each: which setting and what to write. */
export function problemsOf(stage: Stage): string[] {
  return RULES.filter(({ holds }) => !holds(stage)).map(
    ({ setting, write }) => `\`${setting}\`: write ${write}.`,
  );
}

/** The stage itself when every rule holds; an Error with all sentences otherwise. */
export function requireValid(stage: Stage): Stage {
  const problems = problemsOf(stage);
  if (problems.length === 0) return stage;
  throw new Error(`Stage "${stage.name}" cannot be deployed like this:\n- ${problems.join('\n- ')}`);
}
