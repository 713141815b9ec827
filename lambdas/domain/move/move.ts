import type { MoveDetails, MoveState, NoticeState } from '../../contracts/moves.ts';
import type { FourAttributes } from '../certificate-profile/attributes.ts';

/** The four attributes as businesses read them: certified, with the sex as a word. */
export type MoverAttributes = Omit<FourAttributes, 'sex'> & { readonly sex: 'male' | 'female' };

/** A person's move. What it says of the person is in `sealed`. */
export interface Move {
  readonly id: string;
  readonly accountId: string;
  readonly state: MoveState;
  readonly startedAt: string;
  /** Serial of the AUTHENTICATION certificate the person logged in with. */
  readonly certificate: string;
  /** `MoveContent`, sealed. */
  readonly sealed: string;
  /** Ticked businesses, once ordered: the intent from which interrupted work goes on. */
  readonly businesses?: readonly string[];
  readonly orderedAt?: string;
  readonly version: number;
}

export interface MoveContent {
  readonly attributes: MoverAttributes;
  readonly details?: MoveDetails;
}

/** What becomes of one business's notice. */
export interface MoveNotice {
  readonly moveId: string;
  readonly businessId: string;
  readonly accountId: string;
  readonly state: NoticeState;
  /** Attempts that were begun. */
  readonly attempts: number;
  /** Until when one courier works on it (epoch milliseconds): another one waits. */
  readonly claimedUntil?: number;
  /** `NoticeContent`, sealed: the very bytes that are sent, at every attempt the same. */
  readonly sealed?: string;
  /** ISO 8601 instant of the end. */
  readonly finishedAt?: string;
  /** A code: `no-answer`, `bad-receipt`, `status-<n>`, `consent-withdrawn`, `move-cancelled`, or the business's own words. */
  readonly reason?: string;
}

export interface NoticeContent {
  /** The signed notice (compact JWS). */
  readonly notice: string;
  /** The business's signed receipt (compact JWS), once given. */
  readonly receipt?: string;
}

export interface Moves {
  find(id: string): Promise<Move | undefined>;
  of(accountId: string): Promise<readonly Move[]>;
  create(move: Move): Promise<void>;
  /** Conditional on the version; false when somebody else was faster. */
  change(
    move: Move,
    changes: Partial<Pick<Move, 'state' | 'sealed' | 'businesses' | 'orderedAt'>>,
  ): Promise<boolean>;
}

export interface MoveNotices {
  /** All of a move, without what is sealed. */
  of(moveId: string): Promise<readonly MoveNotice[]>;
  /** Whether one is still to be told; reads no more of them than it must. */
  anyQueued(moveId: string): Promise<boolean>;
  find(moveId: string, businessId: string): Promise<MoveNotice | undefined>;
  /** Once for each move and business; a second time changes nothing. */
  queue(notice: Pick<MoveNotice, 'moveId' | 'businessId' | 'accountId'>): Promise<void>;
  /** Takes a queued notice for one attempt; undefined when it is done, or another courier has it. */
  claim(moveId: string, businessId: string, until: Date, now: Date): Promise<MoveNotice | undefined>;
  /** Keeps what will be sent, before it is; false when an earlier attempt kept it already. */
  keepNotice(moveId: string, businessId: string, sealed: string): Promise<boolean>;
  /** Gives a claimed notice back for another attempt. */
  release(moveId: string, businessId: string, reason: string): Promise<void>;
  /** From `queued` to its end, once; the ended notice, or undefined when it had ended before. */
  finish(
    notice: Pick<MoveNotice, 'moveId' | 'businessId'>,
    end: {
      readonly state: Exclude<NoticeState, 'queued'>;
      readonly at: Date;
      readonly reason?: string;
      readonly sealed?: string;
    },
  ): Promise<MoveNotice | undefined>;
}

/** Hands notices to the courier's queue. */
export interface MoveQueue {
  hand(notices: readonly { readonly moveId: string; readonly businessId: string }[]): Promise<void>;
}
