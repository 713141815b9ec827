/**
 * A question to a phone: does this person want to sign in there (B3)? `decoy` approvals belong to nobody, so that an unknown
 * number looks and costs the same as a known one (X2).
 */
export interface Approval {
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  /** Names of the claims that would be sent. */
  readonly claims: readonly string[];
  /** Two digits, shown on both screens. */
  readonly bindingNumber: string;
  /** The service asks for a sign-in by AUTHENTICATION certificate. */
  readonly needsCertificate?: boolean;
  /** Serial of the certificate under which the phone approved. */
  readonly certificate?: string;
  /** 256 random bits, base64url, signed by the phone with its decision. */
  readonly challenge: string;
  readonly state: 'pending' | 'approved' | 'refused' | 'withdrawn';
  /** ISO instants. */
  readonly requestedAt: string;
  readonly validUntil: string;
  readonly decidedAt?: string;
  readonly deviceId?: string;
  /** Where the browser that asks is: told in the person's history. */
  readonly address: string;
}

export type Decision = 'approve' | 'refuse';
