import type { Procedure } from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import { Refusal } from '../errors.ts';
import { requireProcedure } from '../procedure/require-procedure.ts';
import type { Application } from './application.ts';
import type { Applications } from './applications.ts';

/** One's own application, and no hint at others'. @throws Refusal not-found `no-such-application` */
export async function requireOwnApplication(
  id: string | undefined,
  account: Account,
  applications: Pick<Applications, 'find'>,
): Promise<Application> {
  const found = id === undefined ? undefined : await applications.find(id);
  if (found === undefined || found.applicantId !== account.id) throw noSuchApplication();
  return found;
}

/** What an authority received: a draft is nobody's but the applicant's. @throws Refusal not-found `no-such-application` */
export async function requireReceivedApplication(
  id: string | undefined,
  authorityId: string,
  applications: Pick<Applications, 'find'>,
): Promise<
  Application & { readonly submittedAt: string; readonly submission: string; readonly digest: string }
> {
  const found = id === undefined ? undefined : await applications.find(id);
  if (found === undefined || found.authorityId !== authorityId) throw noSuchApplication();
  const { submittedAt, submission, digest } = found;
  if (submittedAt === undefined || submission === undefined || digest === undefined)
    throw noSuchApplication();
  return { ...found, submittedAt, submission, digest };
}

/** @throws Refusal conflict `application-already-submitted`, `application-over` */
export function requireDraft(application: Application): void {
  if (application.status === 'draft') return;
  if (application.status === 'withdrawn') {
    throw new Refusal('conflict', 'application-over', 'This application was withdrawn. Begin a new one.');
  }
  throw new Refusal(
    'conflict',
    'application-already-submitted',
    'This application was sent already and cannot be changed. Its page shows where it stands.',
  );
}

/**
 * The procedure as it was when the application was begun.
 * @throws Refusal conflict `procedure-changed`, not-found `no-such-procedure`
 */
export function requireSameProcedure(application: Application, procedures: readonly Procedure[]): Procedure {
  const procedure = requireProcedure(procedures, application.procedure);
  if (procedure.version === application.procedureVersion) return procedure;
  throw new Refusal(
    'conflict',
    'procedure-changed',
    'The form of this procedure has changed since you began. Begin the application anew.',
  );
}

const noSuchApplication = (): Refusal =>
  new Refusal('not-found', 'no-such-application', 'There is no such application here. Look at your list.');
