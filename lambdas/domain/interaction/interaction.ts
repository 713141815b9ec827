import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';

/**
 * One person's way through one authorization request. It lies sealed in a cookie of the browser that began, and nowhere else: what
 * counts is written where it cannot be repeated, on approval and grant.
 */
export interface Interaction {
  readonly id: string;
  readonly request: AuthorizationRequest;
  /** ISO instant. */
  readonly validUntil: string;
  /** The number of `login_hint`: stays in the person's own browser. */
  readonly phoneHint?: string;
  /** The approval the browser waits for. */
  readonly approvalId?: string;
  /** The number that was typed (E.164), for a text message to it; its last digits are how a person knows their phone again. */
  readonly phone?: string;
  /** The browser session that the person may continue in. */
  readonly sessionId?: string;
}

/** `guichet-interaction-<id>`: several tabs keep apart. */
export const interactionCookie = (id: string): string => `guichet-interaction-${id}`;

/** Where alone the cookie is sent, so that many tabs do not add up to a request too long to be taken. */
export const interactionPath = (id: string): string => `/api/sign-in/${id}`;

export const isExpired = (record: { readonly validUntil: string }, now: Date): boolean =>
  Date.parse(record.validUntil) <= now.getTime();
