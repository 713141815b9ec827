import { Refusal } from '../errors.ts';
import type { Organisation } from './organisation.ts';

/** The one person who acts for an organisation that an operator has admitted. */
export function isRepresentative(organisation: Organisation, accountId: string): boolean {
  return organisation.status === 'active' && organisation.representativeId === accountId;
}

/**
 * @throws Refusal conflict `organisation-not-active`
 */
export function requireActive(organisation: Organisation): void {
  if (organisation.status === 'active') return;
  throw new Refusal(
    'conflict',
    'organisation-not-active',
    'This organisation is not admitted, or suspended: ask its representative or the counter.',
    { next: ['counter'] },
  );
}

/**
 * @throws Refusal forbidden `not-representative`, conflict `organisation-not-active`
 */
export function requireRepresentative(organisation: Organisation, accountId: string): void {
  if (organisation.representativeId !== accountId) {
    throw new Refusal(
      'forbidden',
      'not-representative',
      'Only the representative of this organisation may do this.',
    );
  }
  requireActive(organisation);
}
