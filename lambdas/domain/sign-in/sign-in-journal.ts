import type { AuditEvent } from '../audit/audit-trail.ts';
import type { SignIn } from '../sign-in-history/sign-in-history.ts';

/** The person's history and the audit trail, of one sign-in, in one write. */
export interface SignInJournal {
  write(entry: { readonly history: SignIn; readonly event: AuditEvent }): Promise<void>;
}
