import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import { requireActive } from '../account/require-active.ts';
import { isSignedOut } from '../account/sign-out.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { isLive } from '../certificate-holder/live-certificate.ts';
import { Refusal } from '../errors.ts';
import type { CitizenSessions, OpenCitizenSession } from './citizen-session.ts';

/** Name of the cookie that holds a citizen's session; `CookieJar` adds `__Host-` on https. */
export const CITIZEN_COOKIE = 'guichet-citizen';

export interface CitizenDeps {
  readonly citizenSessions: CitizenSessions;
  readonly accounts: Pick<Accounts, 'find'>;
  /** The shell's `cookieJar(issuer())`. */
  readonly cookies: {
    read(cookies: Readonly<Record<string, string>>, cookie: string): string | undefined;
  };
}

export interface CertificateSessionDeps extends CitizenDeps {
  readonly certificates: Pick<Certificates, 'find'>;
}

/** A person who typed the PIN on their phone a while ago, and whose account is good now. */
export interface Citizen {
  readonly session: OpenCitizenSession;
  readonly account: Account;
}

interface Request {
  readonly cookies: Readonly<Record<string, string>>;
  readonly now: Date;
}

/**
 * Who calls, by cookie. The account is read every time: a suspended or closed one, or one whose phone was replaced since, makes
 * the session worthless at once.
 * @throws Refusal unauthenticated `not-signed-in`, forbidden `account-not-usable`
 */
export async function requireCitizen(request: Request, deps: CitizenDeps): Promise<Citizen> {
  const secret = deps.cookies.read(request.cookies, CITIZEN_COOKIE);
  const session = secret === undefined ? undefined : await deps.citizenSessions.find(secret, request.now);
  const account = session && (await deps.accounts.find(session.accountId));
  if (session === undefined || account === undefined || account.deviceId !== session.deviceId) {
    throw notSignedIn();
  }
  requireActive(account);
  if (isSignedOut(account, session.openedAt)) throw notSignedIn();
  return { session, account };
}

/**
 * A session that was opened by AUTHENTICATION certificate, which is looked up again: suspended, revoked or expired since, it
 * counts no more, and what is left is a session by PIN.
 * @throws Refusal as `requireCitizen`, forbidden `certificate-needed`
 */
export async function requireCertificateSession(
  request: Request,
  deps: CertificateSessionDeps,
): Promise<Citizen & { readonly certificate: string }> {
  const citizen = await requireCitizen(request, deps);
  const serial = citizen.session.method === 'certificate' ? citizen.session.certificate : undefined;
  const certificate = serial === undefined ? undefined : await deps.certificates.find(serial);
  if (certificate?.holder !== citizen.account.id || !isLive(certificate, request.now)) {
    throw certificateNeeded();
  }
  return { ...citizen, certificate: certificate.id };
}

/** How long after the PIN a session may do what cannot be taken back (certificate applications). */
export const FRESH_SECONDS = 600;

/**
 * The PIN was typed in the last ten minutes.
 * @throws Refusal unauthenticated `session-not-fresh`
 */
export function requireFresh({ session }: Citizen, now: Date): void {
  if (now.getTime() - Date.parse(session.openedAt) <= FRESH_SECONDS * 1000) return;
  throw new Refusal(
    'unauthenticated',
    'session-not-fresh',
    'For this step type your 4-digit code again: it was more than ten minutes ago.',
    { next: ['log-in'] },
  );
}

const notSignedIn = (): Refusal =>
  new Refusal('unauthenticated', 'not-signed-in', 'Log in on your phone with your 4-digit code first.', {
    next: ['log-in'],
  });

const certificateNeeded = (): Refusal =>
  new Refusal(
    'forbidden',
    'certificate-needed',
    'This needs a log-in with your AUTHENTICATION certificate. Log in again; if you have none that is good, apply for one first.',
    { next: ['log-in-with-certificate', 'apply-for-certificate'] },
  );
