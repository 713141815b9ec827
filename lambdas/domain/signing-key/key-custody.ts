import type { JWK } from 'jose';
import type { Custody, Reservation, SigningKey } from './signing-key.ts';

export interface MadePair {
  readonly publicJwk: JWK;
  readonly custody: Custody;
}

/** Makes and destroys private keys in one of the two modes, without ever seeing one. */
export interface KeyCustody {
  /** @param again an earlier attempt was abandoned: what it made is taken, if it made anything */
  make(reservation: Reservation, again: boolean): Promise<MadePair>;
  /** May be repeated. */
  destroy(key: SigningKey): Promise<void>;
}
