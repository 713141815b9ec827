import type { KeyLine, Reservation, SigningKey } from './signing-key.ts';
import type { TokenAlgorithm } from './token-signers.ts';

/** Reads the keys of one algorithm. */
export interface SigningKeyLines {
  line(algorithm: TokenAlgorithm): Promise<KeyLine>;
}

/** The key-keeper's store. Every write is conditional; false: another key-keeper was first, look again. */
export interface SigningKeys extends SigningKeyLines {
  /** Records the intent to make a key at a place of the line. */
  reserve(reservation: Reservation): Promise<boolean>;
  /** Renews an abandoned intent in one's own name. */
  takeOver(reservation: Reservation, now: Date): Promise<boolean>;
  /** Puts the key in the place of its reservation. */
  fill(reservation: Reservation, key: SigningKey): Promise<boolean>;
  /** Says from when a key signs, if it does not yet. */
  start(key: SigningKey, startsAt: Date): Promise<boolean>;
  /** Takes a key out of use. */
  withdraw(key: SigningKey, now: Date): Promise<boolean>;
  remove(key: SigningKey): Promise<void>;
}
