import { CERTIFICATE_ACR } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { consentItems } from '../consent/consent-items.ts';
import type { Randomness } from '../randomness.ts';
import type { Question } from './approval.ts';

/** A new question to an account's phone, or to nobody's (`unknownHolder`). */
export function openQuestion(
  request: Pick<AuthorizationRequest, 'clientId' | 'claims' | 'offline' | 'acr'>,
  accountId: string,
  context: {
    readonly randomness: Randomness;
    readonly address: string;
    readonly lifetimeSeconds: number;
    readonly bindingMessage?: string;
    readonly now: Date;
  },
): Question {
  const { randomness, address, lifetimeSeconds, bindingMessage, now } = context;
  return {
    accountId,
    clientId: request.clientId,
    claims: consentItems(request),
    ...(request.acr === CERTIFICATE_ACR && { needsCertificate: true }),
    bindingNumber: randomness.digits(2),
    ...(bindingMessage !== undefined && { bindingMessage }),
    challenge: randomness.secret(),
    state: 'pending',
    requestedAt: now.toISOString(),
    validUntil: new Date(now.getTime() + lifetimeSeconds * 1000).toISOString(),
    address,
  };
}
