import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';

/** One person's way through one authorization request, bound to one browser by a cookie. */
export interface Interaction {
  readonly id: string;
  /** Hash of the cookie's secret. */
  readonly secretHash: string;
  readonly request: AuthorizationRequest;
  /** `phone`: a number is asked for; `waiting`: the phone is asked; `finished`: answered, for good. */
  readonly step: 'phone' | 'waiting' | 'finished';
  /** The approval the browser waits for. */
  readonly approvalId?: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly validUntil: string;
  readonly version: number;
}

/** `guichet-interaction-<id>`: several tabs keep apart. */
export const interactionCookie = (id: string): string => `guichet-interaction-${id}`;

/** The number of `login_hint` stays in the person's own browser; nothing here keeps it. */
export const phoneHintCookie = (id: string): string => `guichet-phone-hint-${id}`;

export const isExpired = (record: { readonly validUntil: string }, now: Date): boolean =>
  Date.parse(record.validUntil) <= now.getTime();
