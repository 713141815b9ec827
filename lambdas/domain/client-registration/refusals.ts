import type { RelyingPartySettings } from '../../contracts/settings.ts';
import { Refusal } from '../errors.ts';

/** @throws Refusal forbidden `self-registration-off` where the operator registers relying parties alone */
export function requireSelfRegistration({ selfRegistration }: RelyingPartySettings): void {
  if (selfRegistration) return;
  throw new Refusal(
    'forbidden',
    'self-registration-off',
    'Here the operator alone registers services. Write to them with what you want to connect.',
    { next: ['support'] },
  );
}

export const noSuchClient = (): Refusal =>
  new Refusal('not-found', 'no-such-relying-party', 'You have no service with this identifier.');

export const tooManyClients = (limit: number): Refusal =>
  new Refusal(
    'too-many',
    'too-many-relying-parties',
    `You have ${limit} services, and may not have more. Retire one that you no longer use.`,
  );

export const movedOn = (): Refusal =>
  new Refusal(
    'conflict',
    'relying-party-changed',
    'This service was changed meanwhile. Look at it as it is now, and try again.',
    { next: ['try-again'] },
  );
