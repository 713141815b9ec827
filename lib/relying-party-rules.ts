import { AUTHORITIES } from '../lambdas/authorities.ts';
import { type Rule, rule, whole } from './stage-rule.ts';
import type { Stage } from './stages.ts';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** A run of the key-keeper, and clocks that differ. */
const SPARE_SECONDS = 300;
/** The edge keeps what is published no longer (lib/constructs/front.ts). */
const CACHE_SECONDS = HOUR;
const ANSWER_SECONDS = AUTHORITIES['relying-party-courier'].timeoutSeconds / 2;

const tokenKeys = (name: string, write: string, holds: (of: Settings['TOKEN_KEYS']) => boolean): Rule =>
  rule(`settings.TOKEN_KEYS.${name}`, write, ({ settings }) => holds(settings.TOKEN_KEYS));
const signIn = (name: string, write: string, holds: (of: Settings['SIGN_IN']) => boolean): Rule =>
  rule(`settings.SIGN_IN.${name}`, write, ({ settings }) => holds(settings.SIGN_IN));
const relyingParties = (
  name: string,
  write: string,
  holds: (of: Settings['RELYING_PARTIES'], stage: Stage) => boolean,
): Rule =>
  rule(`settings.RELYING_PARTIES.${name}`, write, (stage) => holds(stage.settings.RELYING_PARTIES, stage));
type Settings = Stage['settings'];

/** What must hold of the keys that sign tokens, of sign-in, and of relying parties. */
export const RELYING_PARTY_RULES: readonly Rule[] = [
  tokenKeys('mode', 'direct or wrapped', ({ mode }) => ['direct', 'wrapped'].includes(mode)),
  tokenKeys('cacheSeconds', `whole seconds from 60 to ${CACHE_SECONDS}`, ({ cacheSeconds }) =>
    whole(cacheSeconds, 60, CACHE_SECONDS),
  ),
  // A copy may be a whole life old at the edge when a client takes it and keeps it for another.
  tokenKeys(
    'aheadSeconds',
    `whole seconds, ${SPARE_SECONDS} more than twice cacheSeconds at least, so that caches know a key before it signs`,
    ({ aheadSeconds, cacheSeconds }) => whole(aheadSeconds, 2 * cacheSeconds + SPARE_SECONDS, 365 * DAY),
  ),
  tokenKeys(
    'rotationSeconds',
    'whole seconds from 3600 (1 hour), not below aheadSeconds',
    ({ rotationSeconds, aheadSeconds }) => whole(rotationSeconds, Math.max(HOUR, aheadSeconds), 3660 * DAY),
  ),
  rule(
    'settings.TOKEN_KEYS.behindSeconds',
    'whole seconds, an hour more than SIGN_IN.singleSignOn.sessionSeconds at least: so long an ID token is shown at sign-out',
    ({ settings: { TOKEN_KEYS, SIGN_IN } }) =>
      whole(TOKEN_KEYS.behindSeconds, SIGN_IN.singleSignOn.sessionSeconds + HOUR, 365 * DAY),
  ),
  signIn(
    'singleSignOn',
    'sessionSeconds up to 86400 (24 hours) and idleSeconds up to sessionSeconds',
    ({ singleSignOn: { sessionSeconds, idleSeconds } }) =>
      whole(sessionSeconds, 60, DAY) && whole(idleSeconds, 60, sessionSeconds),
  ),
  signIn(
    'pushedRequestSeconds',
    'whole seconds from 5 to 599 (FAPI 2.0 §5.3.2.2: under 600)',
    ({ pushedRequestSeconds }) => whole(pushedRequestSeconds, 5, 599),
  ),
  signIn('backchannelSeconds', 'whole seconds from 30 to 600 (10 minutes)', ({ backchannelSeconds }) =>
    whole(backchannelSeconds, 30, 600),
  ),
  signIn(
    'backchannelIntervalSeconds',
    'whole seconds from 1 to 60, below backchannelSeconds',
    ({ backchannelIntervalSeconds, backchannelSeconds }) =>
      whole(backchannelIntervalSeconds, 1, Math.min(60, backchannelSeconds - 1)),
  ),
  signIn('refreshDays', 'whole days from 1 to 366', ({ refreshDays }) => whole(refreshDays, 1, 366)),
  relyingParties('answerSeconds', `whole seconds from 1 to ${ANSWER_SECONDS}`, ({ answerSeconds }) =>
    whole(answerSeconds, 1, ANSWER_SECONDS),
  ),
  relyingParties('attempts', 'a whole number from 2 to 10', ({ attempts }) => whole(attempts, 2, 10)),
  relyingParties('secretOverlapSeconds', 'whole seconds up to 90 days', ({ secretOverlapSeconds }) =>
    whole(secretOverlapSeconds, 0, 90 * DAY),
  ),
  relyingParties('errorDays', 'whole days from 1 to 365', ({ errorDays }) => whole(errorDays, 1, 365)),
  relyingParties(
    'allowsLoopback',
    'false, except where publicOrigin is http://127.0.0.1',
    ({ allowsLoopback }, { publicOrigin }) => !allowsLoopback || publicOrigin.startsWith('http://127.0.0.1:'),
  ),
  relyingParties(
    'mtlsOrigin',
    'https://host of its own without a port, different from the issuer, or leave it empty',
    ({ mtlsOrigin }, { publicOrigin, domain }) =>
      mtlsOrigin === '' ||
      (/^https:\/\/([^/:]+|127\.0\.0\.1:\d+)$/.test(mtlsOrigin) &&
        ![publicOrigin, `https://${domain.name}`].includes(mtlsOrigin)),
  ),
];
