import { Refusal } from '../errors.ts';
import { hashSecret } from '../secret-hash.ts';
import type { Interaction } from './interaction.ts';
import type { Interactions } from './interactions.ts';

/** The interaction of this browser: another browser, without the cookie, is told no more than that there is none. */
export async function requireInteraction(
  id: string,
  secret: string | undefined,
  interactions: Interactions,
): Promise<Interaction> {
  const interaction = secret === undefined ? undefined : await interactions.find(id);
  if (interaction === undefined || interaction.secretHash !== hashSecret(secret ?? '')) {
    throw new Refusal(
      'not-found',
      'no-such-sign-in',
      'This sign-in is not known in this browser. Go back to the service and start again.',
      { next: ['restart'] },
    );
  }
  return interaction;
}
