import type { SignInSettings } from '../../contracts/settings.ts';
import type { Approval } from '../approval/approval.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { hashSecret } from '../secret-hash.ts';

/**
 * Single sign-on below `substantial` (ADR 0013): a browser in which a person proved phone and PIN. It lies sealed in the browser's
 * cookie; only its end is written down.
 */
export interface BrowserSession {
  /** Of one proof by phone and PIN: the next one in this browser ends it. */
  readonly id: string;
  /** Stays when the same person proves it again: grants name it, so that a logout finds them all. */
  readonly family: string;
  readonly accountId: string;
  /** The phone that approved: without it, it is worth nothing. */
  readonly deviceId: string;
  /** Epoch seconds of the approval: what every sign-in from here tells. */
  readonly authTime: number;
  /** Last two digits of the phone number. */
  readonly phoneEnding: string;
  /** ISO instants. */
  readonly validUntil: string;
  readonly idleUntil: string;
}

export const BROWSER_COOKIE = 'guichet-browser';

type Limits = SignInSettings['singleSignOn'];

/** Where a session counts, and where alone one begins: never at `substantial`, never by certificate. */
export const allowsSession = ({ acr }: Pick<AuthorizationRequest, 'acr'>, { enabled }: Limits): boolean =>
  enabled && acr === 'eidas1';

/** The session that an approval begins, in the place of the browser's earlier one. */
export function beginSession(
  approval: Approval,
  made: {
    readonly id: string;
    readonly earlier: BrowserSession | undefined;
    readonly phoneEnding: string;
    readonly limits: Limits;
    readonly now: Date;
  },
): BrowserSession {
  const { id, earlier, phoneEnding, limits, now } = made;
  const session = {
    id,
    family: earlier?.accountId === approval.accountId ? earlier.family : id,
    accountId: approval.accountId,
    deviceId: approval.deviceId ?? '',
    authTime: Math.floor(Date.parse(approval.decidedAt ?? '') / 1000),
    phoneEnding,
    validUntil: after(now, limits.sessionSeconds),
    idleUntil: '',
  };
  return keptAwake(session, limits, now);
}

/**
 * `sid` of a browser session at one client (Back-Channel Logout §2.1): the same at each sign-in there, and no two clients can compare
 * theirs.
 */
export const sidOf = ({ family }: Pick<BrowserSession, 'family'>, clientId: string): string =>
  hashSecret(JSON.stringify([family, clientId])).slice(0, 22);

/** Used now: the idle limit moves, the absolute one never. */
export const keptAwake = (session: BrowserSession, { idleSeconds }: Limits, now: Date): BrowserSession => ({
  ...session,
  idleUntil: after(now, idleSeconds),
});

export const isOver = ({ validUntil, idleUntil }: BrowserSession, now: Date): boolean =>
  validUntil <= now.toISOString() || idleUntil <= now.toISOString();

const after = (now: Date, seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();
