import { createHash } from 'node:crypto';

/**
 * A question to a phone: does this person want to sign in there (B3)? One about a number without an identity belongs to nobody
 * (`unknownHolder`), so that it looks and costs the same as any other (X2).
 */
export interface Approval {
  /** `ownedId` of the account: tells where it lies, also to the phone's function. */
  readonly id: string;
  readonly accountId: string;
  readonly clientId: string;
  /** Names of the claims that would be sent. */
  readonly claims: readonly string[];
  /** Two digits, shown on both screens. */
  readonly bindingNumber: string;
  /** Asked without a browser (CIBA Core §5); in ping mode the client is told of the decision. */
  readonly backchannel?: 'poll' | 'ping';
  /** CIBA Core §7.1 `binding_message`: shown on both devices. */
  readonly bindingMessage?: string;
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
  /** When the person at the browser asked for a text message, which is once an approval. */
  readonly textedAt?: string;
  readonly deviceId?: string;
  /** Where the browser that asks is: told in the person's history. */
  readonly address: string;
}

/** An approval that has no place yet. */
export type Question = Omit<Approval, 'id'>;

export type Decision = 'approve' | 'refuse';

/**
 * Who is asked when a number has no identity: always the same for a number, so that its limit holds as for any other. Of the form of an
 * account's id (128 bits), so that no text it is sealed into is longer than another; that it is one is as likely as guessing one.
 */
export const unknownHolder = (phoneHandle: string): string =>
  createHash('sha256').update(`decoy#${phoneHandle}`).digest().subarray(0, 16).toString('base64url');
