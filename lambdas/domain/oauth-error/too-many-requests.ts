import { OAuthError } from './oauth-error.ts';

/** RFC 6585 §4, with the nearest registered code (RFC 6749 §4.1.2.1). */
export class TooManyRequests extends OAuthError {
  override readonly code = 'temporarily_unavailable';
  override readonly status = 429;
  override readonly headers: Readonly<Record<string, string>>;

  constructor(retryAfterSeconds: number) {
    super(`Too many requests. Try again in ${retryAfterSeconds} seconds.`);
    this.headers = { 'retry-after': String(retryAfterSeconds) };
  }
}
