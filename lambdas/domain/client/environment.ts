import type { Account } from '../account/account.ts';
import { Refusal } from '../errors.ts';
import { isFictionalNumber } from '../persona/persona.ts';
import type { Client } from './client.ts';

type Placed = Pick<Client, 'environment'>;

export const isSandbox = ({ environment }: Placed): boolean => environment === 'sandbox';

/** B12: test personas sign in at sandbox clients and nowhere else; real people never at sandbox clients. */
export const fitsEnvironment = (client: Placed, account: Pick<Account, 'persona'>): boolean =>
  account.persona?.anywhere === true || isSandbox(client) === (account.persona !== undefined);

/**
 * Before anybody is looked up: who types a number at a sandbox client that no persona can have learns that, without learning whether
 * the number is somebody's.
 * @throws Refusal forbidden `personas-only`
 */
export function requireFittingNumber(client: Placed, phone: string): void {
  if (!isSandbox(client) || isFictionalNumber(phone)) return;
  throw new Refusal(
    'forbidden',
    'personas-only',
    'This service is being tried out: only test personas can sign in to it, with a number like +33 6 39 98 01 23.',
  );
}
