import { CERTIFICATE_ACR } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { allClaims } from '../claims/requested-claims.ts';
import type { Randomness } from '../randomness.ts';
import type { Approval } from './approval.ts';

/** A new question; `accountId` undefined makes a decoy under an id no account has. */
export function openApproval(
  request: AuthorizationRequest,
  accountId: string | undefined,
  context: {
    readonly randomness: Randomness;
    readonly address: string;
    readonly lifetimeSeconds: number;
    readonly now: Date;
  },
): Approval {
  const { randomness, address, lifetimeSeconds, now } = context;
  return {
    id: randomness.id(),
    accountId: accountId ?? `decoy#${randomness.id()}`,
    clientId: request.clientId,
    claims: allClaims(request.claims),
    ...(request.acr === CERTIFICATE_ACR && { needsCertificate: true }),
    bindingNumber: randomness.digits(2),
    challenge: randomness.secret(),
    state: 'pending',
    requestedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + lifetimeSeconds * 1000).toISOString(),
    address,
  };
}
