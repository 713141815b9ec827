import type { SendLimit } from '../../contracts/settings.ts';
import type { Approval, Decision, Question } from './approval.ts';

export interface Approvals {
  /**
   * Asks an account's phone, by one conditional write: a person has so many places in a window, and each question takes one, so
   * that the limit holds under concurrency and costs no counter. Throws `Refusal` too-many `limit-reached` when all are taken.
   */
  ask(question: Question, limit: SendLimit, now: Date): Promise<Approval>;
  find(id: string): Promise<Approval | undefined>;
  /** Open questions to an account's phone, newest first. */
  pendingOf(accountId: string, now: Date): Promise<readonly Approval[]>;
  /** Decides an open question of that account; false for all but the first of concurrent decisions, and after expiry. */
  decide(decision: {
    readonly id: string;
    readonly accountId: string;
    readonly deviceId: string;
    readonly decision: Decision;
    readonly certificate?: string;
    readonly now: Date;
  }): Promise<boolean>;
  /** Notes that a text message is to tell of an open question: true for the first of all who ask, false ever after. */
  claimTextMessage(id: string, now: Date): Promise<boolean>;
  /** Takes an open question back: the person typed another number. Does nothing when it was decided. */
  withdraw(id: string): Promise<void>;
}
