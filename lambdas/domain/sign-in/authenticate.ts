import type { SignInSettings } from '../../contracts/settings.ts';
import type { Approval } from '../approval/approval.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Client } from '../client/client.ts';
import { fitsEnvironment } from '../client/environment.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { SignIn } from './load-sign-in.ts';
import { type Authentication, requireAuthentication } from './require-authentication.ts';
import { requireSession } from './require-session.ts';

export interface AuthenticateDeps {
  readonly settings: SignInSettings;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** The person behind a given approval, judged against the request. Throws the `OAuthError` to be sent back. */
export async function authenticate(
  { interaction, client, record }: SignIn,
  approval: Approval,
  now: Date,
  deps: AuthenticateDeps,
): Promise<Authentication> {
  const [subject, certificate] = await Promise.all([
    subjectOf(approval.accountId, client, deps),
    approval.certificate === undefined ? undefined : deps.certificates.find(approval.certificate),
  ]);
  const { account } = record;
  if (account !== undefined && !fitsEnvironment(client, account)) {
    throw new AccessDenied('Test personas sign in at sandbox clients, and nobody else does.');
  }
  return requireAuthentication(interaction.request, approval, account, subject, certificate, now);
}

/** A request that a session may answer, with or without a page. */
export type Recognisable = Pick<SignIn, 'client' | 'record'> & {
  readonly interaction: Pick<SignIn['interaction'], 'request'>;
};

/** The person of the browser's session, judged against the request. Throws the `OAuthError` that would be sent back to `prompt=none`. */
export async function recognise(
  { interaction, client, record }: Recognisable,
  session: BrowserSession,
  now: Date,
  deps: AuthenticateDeps,
): Promise<Authentication> {
  const subject = await subjectOf(session.accountId, client, deps);
  const limits = deps.settings.singleSignOn;
  return requireSession(interaction.request, session, { ...record, client, subject, limits }, now);
}

async function subjectOf(
  accountId: string,
  client: Client,
  { subjectSecret }: AuthenticateDeps,
): Promise<string> {
  return pairwiseSubject(await subjectSecret(), sectorOf(client), accountId);
}
