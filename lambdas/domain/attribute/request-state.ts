import type { AttributeRequestView } from '../../contracts/organisations.ts';
import { Refusal } from '../errors.ts';
import type { AttributeRequest } from './attribute-request.ts';

const DAY_MS = 86_400_000;

/** Until when a request waits for its signatures. */
export const waitsUntil = ({ createdAt }: AttributeRequest, requestDays: number): Date =>
  new Date(Date.parse(createdAt) + requestDays * DAY_MS);

/** The state as people see it: one that waited for too long has expired. */
export function stateOf(
  request: AttributeRequest,
  requestDays: number,
  now: Date,
): AttributeRequestView['state'] {
  const waits = request.state === 'draft' || request.state === 'signed';
  return waits && now >= waitsUntil(request, requestDays) ? 'expired' : request.state;
}

/**
 * The request is in this state now.
 * @throws Refusal gone `request-expired`, conflict `request-decided` or `request-not-signed`
 */
export function requireState(
  request: AttributeRequest,
  expected: AttributeRequest['state'],
  requestDays: number,
  now: Date,
): void {
  const state = stateOf(request, requestDays, now);
  if (state === expected) return;
  if (state === 'expired') throw requestExpired();
  if (state === 'draft') {
    throw new Refusal('conflict', 'request-not-signed', 'The delegate has not signed this request yet.');
  }
  throw decidedMeanwhile();
}

export const decidedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'request-decided',
    'This request was signed or decided meanwhile. Reload the page to see how it stands.',
    { next: ['try-again'] },
  );

export const noSuchRequest = (): Refusal =>
  new Refusal('not-found', 'no-such-request', 'There is no such request, or it does not concern you.');

export const requestExpired = (): Refusal =>
  new Refusal(
    'gone',
    'request-expired',
    'This request has waited for too long and has expired. Make a new one.',
  );
