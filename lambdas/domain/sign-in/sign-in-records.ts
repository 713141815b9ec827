import type { Account } from '../account/account.ts';
import type { Approval } from '../approval/approval.ts';
import type { Consent } from '../consent/consent.ts';

/** All that the next step of a sign-in hangs on, as it stands. */
export interface SignInRecord {
  readonly approval?: Approval;
  readonly account?: Account;
  /** What the person agreed to before. */
  readonly consent?: Consent;
  /** The browser session was ended. */
  readonly sessionEnded: boolean;
}

export interface SignInRecords {
  /** One call, whatever is asked for. `fresh`: as last written; else it may be a moment old, which does for showing a page. */
  read(
    wanted: {
      readonly accountId: string;
      readonly approvalId?: string | undefined;
      /** The consent to this client. */
      readonly consentTo?: string | undefined;
      readonly sessionId?: string | undefined;
    },
    options: { readonly fresh: boolean },
  ): Promise<SignInRecord>;
}
