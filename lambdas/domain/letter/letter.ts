import { createHash } from 'node:crypto';
import type { LetterState } from '../box/box-items.ts';
import { canonicalJson } from '../canonical-json/canonical-json.ts';

/**
 * Where a registered letter stands. `prepared`: declared, its attachments being uploaded; `submitted`: deposited; `notified`: the
 * recipient was told and can accept or refuse; the other four are final.
 */
export type LetterStatus =
  | 'prepared'
  | 'submitted'
  | 'notified'
  | 'accepted'
  | 'refused'
  | 'unclaimed'
  | 'rejected';

export interface Attachment {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** SHA-256, base64url. */
  readonly digest: string;
}

/** What a letter says and to whom; sealed under the letter's own data key. */
export interface LetterContent {
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly sender: { readonly id: string; readonly name: string };
  /** As the sender wrote it: e-mail address in lower case, or phone number in E.164. */
  readonly recipient: { readonly email?: string; readonly phone?: string };
  /** What the recipient proved of themselves, once they have accepted. */
  readonly acceptedBy?: { readonly name: string; readonly assuranceLevel: string };
}

/** A registered letter of an organisation to a person (E1). */
export interface Letter {
  readonly id: string;
  /** Organisation. */
  readonly senderId: string;
  readonly clientId: string;
  /** Account. */
  readonly recipientId: string;
  readonly status: LetterStatus;
  /** Data key of this letter, bound to `letter:<id>`. */
  readonly wrappedKey: string;
  /** `LetterContent`, sealed under it. */
  readonly sealed: string;
  /** SHA-256 of the request that prepared it: an idempotency key stands for one request only. */
  readonly requestDigest: string;
  /** ISO 8601 instants. */
  readonly preparedAt: string;
  readonly submittedAt?: string;
  readonly noticedAt?: string;
  /** From this instant on it can no longer be accepted. */
  readonly claimUntil?: string;
  readonly decidedAt?: string;
  /** Why it was refused, rejected or not claimed: codes. */
  readonly reasons?: readonly string[];
  /** Calendar shard that looks at it at `deadline`, as long as something is left to do. */
  readonly awaiting?: string;
  /** ISO 8601. */
  readonly deadline?: string;
  readonly version: number;
}

/** The person a letter's data key belongs to, in `PersonalData`'s terms. */
export const letterKeyOwner = (letterId: string): string => `letter:${letterId}`;

/** Where an attachment lies in the bucket `box`. */
export const attachmentObject = (letterId: string, position: number): string =>
  `letters/${letterId}/${position}`;

/** SHA-256, base64url, of the canonical JSON (RFC 8785) of subject, text and attachments: what all evidence of the letter names. */
export function contentDigest({ subject, text, attachments }: LetterContent): string {
  return createHash('sha256').update(canonicalJson({ subject, text, attachments })).digest('base64url');
}

const STATES: Partial<Record<LetterStatus, LetterState>> = {
  notified: 'waiting',
  accepted: 'accepted',
  refused: 'refused',
  unclaimed: 'unclaimed',
};

/** As the recipient sees it; undefined for one that is not (yet) theirs to see. */
export const stateOf = ({ status }: Pick<Letter, 'status'>): LetterState | undefined => STATES[status];
