import type { Procedure } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import type { AuthorityCheckDeps } from '../authority-check/load-authority-evidence.ts';
import {
  type CertificateSessionDeps,
  requireCertificateSession,
} from '../citizen-session/require-citizen.ts';
import type { DocumentRequests } from '../document-request/document-request.ts';
import { requirePerson } from '../document-request/open-request.ts';
import { type Member, requireAuthority, requireMember } from '../membership/require-member.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import { requireProcedure } from '../procedure/require-procedure.ts';
import type { Applications } from './applications.ts';
import { requireReceivedApplication } from './require-application.ts';

interface Request {
  readonly cookies: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What the receiving authority's endpoints share. */
export interface AuthoritySideDeps extends CertificateSessionDeps, AuthorityCheckDeps {
  readonly procedures: readonly Procedure[];
  readonly applications: Applications;
  readonly documentRequests: DocumentRequests;
  readonly personalData: PersonalData;
  readonly timeZone: string;
}

export type ReceivedApplication = Awaited<ReturnType<typeof requireReceivedApplication>>;

/** An application before a clerk of the authority that received it. */
export interface ApplicationInHand {
  readonly account: Account;
  readonly member: Member;
  readonly application: ReceivedApplication;
  readonly procedure: Procedure;
  /** The applicant. */
  readonly owner: Account;
}

/**
 * A clerk of the authority, logged in by AUTHENTICATION certificate, who may handle this procedure.
 * @throws Refusal as `requireMember`, `requireAuthority`, `requireReceivedApplication`
 */
export async function requireApplicationInHand(
  request: Request,
  deps: AuthoritySideDeps,
): Promise<ApplicationInHand> {
  const { account } = await requireCertificateSession(request, deps);
  const member = await requireMember(request.params.organisation, account, deps, request.now);
  const { application: id } = request.params;
  const application = await requireReceivedApplication(id, member.organisation.id, deps.applications);
  const procedure = requireProcedure(deps.procedures, application.procedure);
  requireAuthority(member, procedure.answer.authority);
  return {
    account,
    member,
    application,
    procedure,
    owner: await requirePerson(application.applicantId, deps.accounts),
  };
}
