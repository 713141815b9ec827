import type { Procedure } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import {
  type CertificateSessionDeps,
  requireCertificateSession,
} from '../citizen-session/require-citizen.ts';
import type { Organisations } from '../organisation/organisation.ts';
import type { Application } from './application.ts';
import { type Dossier, openDossier } from './dossier.ts';
import { requireDraft, requireOwnApplication, requireSameProcedure } from './require-application.ts';
import { type SettleApplicationDeps, settleApplication } from './settle-application.ts';

interface Request {
  readonly cookies: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

/** What the applicant's endpoints share. */
export interface CitizenSideDeps extends CertificateSessionDeps, SettleApplicationDeps {
  readonly procedures: readonly Procedure[];
  readonly organisations: Organisations;
  /** In whose days dates are judged (IANA name). */
  readonly timeZone: string;
}

export interface OwnDraft {
  readonly account: Account;
  readonly application: Application;
  readonly procedure: Procedure;
}

/** The applicant, logged in by AUTHENTICATION certificate, and their own draft. */
export async function requireOwnDraft(request: Request, deps: CitizenSideDeps): Promise<OwnDraft> {
  const { account } = await requireCertificateSession(request, deps);
  const application = await requireOwnApplication(request.params.application, account, deps.applications);
  requireDraft(application);
  return { account, application, procedure: requireSameProcedure(application, deps.procedures) };
}

/** The dossier with everything finished that a crash left half done. */
export async function settledDossier(
  application: Application,
  account: Account,
  procedure: Procedure,
  deps: CitizenSideDeps,
  now: Date,
): Promise<Dossier> {
  return settleApplication(await openDossier(application, account, procedure, deps), deps, now);
}
