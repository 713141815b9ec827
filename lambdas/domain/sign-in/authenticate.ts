import type { Accounts } from '../account/accounts.ts';
import type { Approval } from '../approval/approval.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { pairwiseSubject, sectorOf } from '../pairwise-subject/pairwise-subject.ts';
import type { SignIn } from './load-sign-in.ts';
import { type Authentication, requireAuthentication } from './require-authentication.ts';

export interface AuthenticateDeps {
  readonly accounts: Accounts;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly subjectSecret: () => Promise<Uint8Array>;
}

/** The person behind a given approval, judged against the request. Throws the `OAuthError` to be sent back. */
export async function authenticate(
  { interaction, client }: SignIn,
  approval: Approval,
  now: Date,
  deps: AuthenticateDeps,
): Promise<Authentication> {
  const [account, secret, certificate] = await Promise.all([
    deps.accounts.find(approval.accountId),
    deps.subjectSecret(),
    approval.certificate === undefined ? undefined : deps.certificates.find(approval.certificate),
  ]);
  const subject = pairwiseSubject(secret, sectorOf(client), approval.accountId);
  return requireAuthentication(interaction.request, approval, account, subject, certificate, now);
}
