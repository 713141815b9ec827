import type { AssuranceLevel, Language } from '../../contracts/enrolment.ts';
import type { Outcome } from '../../contracts/relying-parties.ts';
import type { Account } from '../account/account.ts';

/** A made-up person who can sign in at sandbox clients; `id` is the id of the account that stands for them. */
export interface Persona {
  readonly ownerId: string;
  readonly id: string;
  readonly name: string;
  /** Of the range that is nobody's, see `isFictionalNumber`. */
  readonly phone: string;
  /** What the simulated phone types. Of nobody's: kept readable, and shown to the owner. */
  readonly pin: string;
  readonly level: AssuranceLevel;
  readonly language: Language;
  /**
   * What the simulated phone does. `time-out`: nothing, until the time is over. `locked`: types wrong codes until the code is locked,
   * which ends the sign-in as a refusal does.
   */
  readonly outcome: Outcome;
  /** Waits for its owner's command instead of deciding at once. */
  readonly manual?: boolean;
  /** ISO instant. */
  readonly createdAt: string;
}

export interface Personas {
  find(ownerId: string, id: string): Promise<Persona | undefined>;
  of(ownerId: string): Promise<readonly Persona[]>;
}

/** Personas and the accounts that stand for them. */
export interface PersonaAccounts {
  /** All or nothing; also under concurrency no owner gets more than `limit`, and no number is given twice. */
  add(
    made: { readonly persona: Persona; readonly account: Account },
    limit: number,
  ): Promise<'added' | 'too-many' | 'number-taken'>;
  /** What the phone does, its PIN, the level; the person stays the same. False when there is no such persona. */
  change(persona: Persona): Promise<boolean>;
  /** Closes the account, and frees its number; false when there was no such persona. */
  remove(persona: Persona, phoneHandle: string): Promise<boolean>;
}

/** One message of the queue `persona-approvals`. */
export interface PersonaApproval {
  readonly approval: string;
  readonly accountId: string;
}

/** Told once an approval was made for an account with `persona`; never for another. */
export interface PersonaApprovals {
  enqueue(approval: PersonaApproval): Promise<void>;
}

/** ARCEP décision 2018-0881: 06 39 98 is given to nobody, for works of fiction. No message ever goes there. */
export const isFictionalNumber = (phone: string): boolean => /^\+3363998\d{4}$/.test(phone);

/** The simulated phone: the account says that it is bound, and no key exists that could prove to be it. */
export const personaPhone = (personaId: string): string => `persona-phone-${personaId}`;
