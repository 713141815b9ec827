import { Refusal } from '../errors.ts';
import type { Account } from './account.ts';

/** @throws Refusal forbidden `account-not-usable` */
export function requireActive(account: Account): void {
  if (account.status === 'active') return;
  throw new Refusal('forbidden', 'account-not-usable', 'This identity is suspended.', {
    next: ['counter', 'support'],
  });
}
