import { type Rule, rule, whole } from './stage-rule.ts';
import type { Stage } from './stages.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The publisher runs every hour; a list must survive two runs that fail. */
const SPARE_SECONDS = 3 * HOUR;
/** What API Gateway hands to a function at most is 6 MB, and base64 takes a third more. */
const SIGNATURE_BYTES = 4_400_000;
/** ITU-T X.660: the first two arcs bound each other; no arc begins with 0. */
const OID = /^(?:[01]\.(?:[0-9]|[1-3][0-9])|2\.(?:0|[1-9]\d*))(?:\.(?:0|[1-9]\d*))+$/;

const certificates = (name: string, write: string, holds: (of: Settings) => boolean): Rule =>
  rule(`settings.CERTIFICATES.${name}`, write, ({ settings }) => holds(settings.CERTIFICATES));
type Settings = Stage['settings']['CERTIFICATES'];

/** What must hold of certificates, signing passwords and the verifier. */
export const TRUST_RULES: readonly Rule[] = [
  certificates('oidArc', 'an object identifier in dots, like 1.3.6.1.4.1.32473.1', ({ oidArc }) =>
    OID.test(oidArc),
  ),
  certificates('country', 'two capital letters (ISO 3166-1), like FR', ({ country }) =>
    /^[A-Z]{2}$/.test(country),
  ),
  certificates(
    'organisation',
    '1 to 64 characters',
    ({ organisation }) => organisation.trim() !== '' && [...organisation].length <= 64,
  ),
  certificates('timeZone', 'an IANA time zone, like Europe/Paris', ({ timeZone }) => isTimeZone(timeZone)),
  certificates('validity', 'fifth-birthday or by-storage', ({ validity }) =>
    ['fifth-birthday', 'by-storage'].includes(validity),
  ),
  certificates(
    'storageYears',
    'whole years from 1 to 5',
    ({ storageYears }) => whole(storageYears.file, 1, 5) && whole(storageYears.carrier, 1, 5),
  ),
  certificates('sealYears', 'whole years from 1 to 5', ({ sealYears }) => whole(sealYears, 1, 5)),
  certificates('renewalMonths', 'whole months from 1 to 12', ({ renewalMonths }) =>
    whole(renewalMonths, 1, 12),
  ),
  certificates('minimumAgeForSignature', 'whole years from 0 to 21', ({ minimumAgeForSignature }) =>
    whole(minimumAgeForSignature, 0, 21),
  ),
  certificates('applicationDays', 'whole days from 1 to 365', ({ applicationDays }) =>
    whole(applicationDays, 1, 365),
  ),
  certificates(
    'crlPartitions',
    'a power of two from 1 to 256',
    ({ crlPartitions }) => whole(crlPartitions, 1, 256) && Number.isInteger(Math.log2(crlPartitions)),
  ),
  certificates('crlSeconds', '14400 to 86400 (4 to 24 hours)', ({ crlSeconds }) =>
    whole(crlSeconds, 4 * HOUR, DAY),
  ),
  certificates(
    'crlRefreshSeconds',
    'at least 60, and at least 3 hours less than crlSeconds',
    ({ crlSeconds, crlRefreshSeconds }) => whole(crlRefreshSeconds, 60, crlSeconds - SPARE_SECONDS),
  ),
  rule('settings.SIGNING_PASSWORD.tries', '1 to 5', ({ settings }) =>
    whole(settings.SIGNING_PASSWORD.tries, 1, 5),
  ),
  rule('settings.VERIFIER.challengeSeconds', 'whole seconds from 30 to 3600', ({ settings }) =>
    whole(settings.VERIFIER.challengeSeconds, 30, HOUR),
  ),
  rule(
    'settings.VERIFIER.challengeBits',
    '8 to 24: with more, a phone computes for minutes',
    ({ settings }) => whole(settings.VERIFIER.challengeBits, 8, 24),
  ),
  rule('settings.VERIFIER.signatureBytes', `1024 to ${SIGNATURE_BYTES}`, ({ settings }) =>
    whole(settings.VERIFIER.signatureBytes, 1024, SIGNATURE_BYTES),
  ),
  rule(
    'settings.CITIZEN_SESSION',
    'sessionSeconds up to 86400 (24 hours) and idleSeconds up to 3600 (1 hour), not above sessionSeconds',
    ({ settings: { CITIZEN_SESSION: session } }) =>
      whole(session.sessionSeconds, 60, DAY) &&
      whole(session.idleSeconds, 60, Math.min(HOUR, session.sessionSeconds)),
  ),
];

function isTimeZone(name: string): boolean {
  try {
    return name.includes('/') && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}
