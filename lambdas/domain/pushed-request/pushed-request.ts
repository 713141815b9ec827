import type { CheckedRequest } from '../authorization-request/check-request.ts';

/** RFC 9126 §2.2: this prefix, and 256 random bits. */
const PREFIX = 'urn:ietf:params:oauth:request_uri:';

/** A request that was checked when it was pushed (RFC 9126 §4: not checked again while nothing changed). */
export interface PushedRequest {
  /** Hash of the secret in its `request_uri`. */
  readonly id: string;
  readonly clientId: string;
  readonly request: CheckedRequest;
  /** ISO instant. */
  readonly validUntil: string;
}

export interface PushedRequests {
  keep(request: PushedRequest): Promise<void>;
  /** Takes it out, once, for its own client and within its time: one conditional delete. */
  consume(use: {
    readonly id: string;
    readonly clientId: string;
    readonly now: Date;
  }): Promise<CheckedRequest | undefined>;
}

export const toRequestUri = (secret: string): string => `${PREFIX}${secret}`;

/** The secret of a `request_uri` made here; undefined for any other address, which is never fetched. */
export const secretOf = (requestUri: string): string | undefined =>
  requestUri.startsWith(PREFIX) ? requestUri.slice(PREFIX.length) : undefined;
