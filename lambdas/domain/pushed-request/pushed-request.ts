import type { CheckedRequest } from '../authorization-request/check-request.ts';

/** RFC 9126 §2.2: this prefix, and 256 random bits. */
const PREFIX = 'urn:ietf:params:oauth:request_uri:';

/** A request that was checked when it was pushed (RFC 9126 §4: not checked again while nothing changed). */
export interface PushedRequest {
  /** Hash of the secret in its `request_uri`. */
  readonly id: string;
  readonly clientId: string;
  readonly request: CheckedRequest;
  /** ISO instant: until then a browser may open it. */
  readonly validUntil: string;
  /** ISO instant: until then what a browser opened may be answered. */
  readonly answerableUntil: string;
}

export interface PushedRequests {
  keep(request: PushedRequest): Promise<void>;
  /** For its own client, within its time and until it was answered, as often as a browser loads it. */
  find(use: {
    readonly id: string;
    readonly clientId: string;
    readonly now: Date;
  }): Promise<CheckedRequest | undefined>;
  /**
   * Takes the one answer it may have: true for the first, and for the same again (a step repeated after a failure); false for every
   * other, also at the same instant. From then on it cannot be opened any more.
   */
  answer(answer: { readonly id: string; readonly by: string }): Promise<boolean>;
}

export const toRequestUri = (secret: string): string => `${PREFIX}${secret}`;

/** The secret of a `request_uri` made here; undefined for any other address, which is never fetched. */
export const secretOf = (requestUri: string): string | undefined =>
  requestUri.startsWith(PREFIX) ? requestUri.slice(PREFIX.length) : undefined;
