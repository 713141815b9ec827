/**
 * What is kept of a PIN: a MAC by a KMS key over account, salt and PIN, and two counters. `attempts` only grows;
 * the PIN is locked while it has reached `ceiling`; a right PIN at attempt n lifts the ceiling to n + tries.
 */
export interface PinRecord {
  readonly accountId: string;
  readonly mac: Uint8Array;
  readonly salt: string;
  readonly attempts: number;
  readonly ceiling: number;
}

/** One attempt, counted before the PIN is looked at. */
export interface PinAttempt extends PinRecord {
  readonly triesLeft: number;
}

/** A code as it is kept, and how many wrong tries it has. */
export interface NewPin {
  readonly mac: Uint8Array;
  readonly salt: string;
  readonly tries: number;
}

export interface Pins {
  /** Counts one attempt by one conditional write; undefined when the PIN is locked, or there is none. */
  reserve(accountId: string): Promise<PinAttempt | undefined>;
  /** After a right PIN: this attempt and those before it no longer count. Later ones do. */
  forgive(attempt: PinAttempt, tries: number): Promise<void>;
  find(accountId: string): Promise<PinRecord | undefined>;
  /**
   * Another code in the place of the one that this attempt typed right; false, and nothing changes, when another was chosen, or the
   * code locked, meanwhile. Attempts go on counting.
   */
  replace(attempt: PinAttempt, pin: NewPin): Promise<boolean>;
  /** Gives all tries of a locked PIN back (C2: at the counter, after identification); false when it is not locked. */
  unlock(accountId: string, tries: number): Promise<boolean>;
}

export const isLocked = (pin: PinRecord | undefined): boolean =>
  pin !== undefined && pin.attempts >= pin.ceiling;

/** What the MAC covers: a PIN cannot be moved to another account. */
export const pinMessage = (accountId: string, salt: string, pin: string): Uint8Array =>
  new TextEncoder().encode(`pin:v1:${accountId}:${salt}:${pin}`);
