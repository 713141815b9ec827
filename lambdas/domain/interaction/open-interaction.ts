import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { hashSecret } from '../secret-hash.ts';
import type { Interaction } from './interaction.ts';

/** A new interaction, bound to the browser that gets the secret as a cookie. */
export function openInteraction(
  request: AuthorizationRequest,
  made: {
    readonly id: string;
    readonly secret: string;
    readonly lifetimeSeconds: number;
    readonly now: Date;
  },
): Interaction {
  return {
    id: made.id,
    secretHash: hashSecret(made.secret),
    request,
    step: 'phone',
    createdAt: made.now.toISOString(),
    validUntil: new Date(made.now.getTime() + made.lifetimeSeconds * 1000).toISOString(),
    version: 1,
  };
}
