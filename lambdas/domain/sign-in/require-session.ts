import type { SignInSettings } from '../../contracts/settings.ts';
import type { Account } from '../account/account.ts';
import { isSignedOut } from '../account/sign-out.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { allowsSession, type BrowserSession, isOver } from '../browser-session/browser-session.ts';
import type { Client } from '../client/client.ts';
import { fitsEnvironment } from '../client/environment.ts';
import { isBeforeContacts } from '../contact/before-contacts.ts';
import { InteractionRequired } from '../oauth-error/interaction-required.ts';
import { LoginRequired } from '../oauth-error/login-required.ts';
import type { Authentication } from './require-authentication.ts';

/** What the session itself says is enough to read nothing further when the phone must be asked anyway. */
export function requireSuitable(
  request: AuthorizationRequest,
  session: BrowserSession | undefined,
  limits: SignInSettings['singleSignOn'],
  now: Date,
): BrowserSession {
  if (session === undefined || !limits.enabled || isOver(session, now)) {
    throw new LoginRequired('Nobody is signed in in this browser.');
  }
  if (!allowsSession(request, limits)) {
    throw new InteractionRequired('The demanded acr takes the phone of the person.');
  }
  if (request.askLogin || request.invitesToEnrol || isTooOld(request, session, now)) {
    throw new LoginRequired('The person is to prove anew who they are.');
  }
  return session;
}

/** OIDC Core §3.1.2.1 `max_age`: 0 asks always, as `prompt=login` does. */
const isTooOld = ({ maxAge }: AuthorizationRequest, { authTime }: BrowserSession, now: Date): boolean =>
  maxAge !== undefined && (maxAge === 0 || now.getTime() / 1000 - authTime > maxAge);

/** What a session is worth for a request: `eidas1` at most, with the instant of the approval it began with. */
export function requireSession(
  request: AuthorizationRequest,
  session: BrowserSession,
  context: {
    readonly account?: Account;
    readonly sessionEnded: boolean;
    readonly client: Client;
    readonly subject: string;
    readonly limits: SignInSettings['singleSignOn'];
  },
  now: Date,
): Authentication {
  const { account, sessionEnded, client, subject, limits } = context;
  requireSuitable(request, session, limits, now);
  const openedAt = new Date(session.authTime * 1000).toISOString();
  const usable =
    account?.status === 'active' &&
    account.deviceId === session.deviceId &&
    !isSignedOut(account, openedAt) &&
    !isBeforeContacts(account, openedAt);
  if (!usable || sessionEnded || !fitsEnvironment(client, account)) {
    throw new LoginRequired('Nobody is signed in in this browser.');
  }
  if (request.expectedSubject !== undefined && request.expectedSubject !== subject) {
    throw new LoginRequired('Another person is signed in than the one the request names.');
  }
  return { accountId: account.id, acr: 'eidas1', authTime: session.authTime };
}
