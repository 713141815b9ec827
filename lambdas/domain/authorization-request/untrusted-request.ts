/**
 * Client or redirect URI cannot be trusted: the person is told on a page of ours, and never sent anywhere
 * (RFC 6749 §3.1.2.4, §4.1.2.1).
 */
export class UntrustedRequest extends Error {
  readonly reason: 'unknown-client' | 'unknown-redirect-uri' | 'spent-request';
  constructor(reason: UntrustedRequest['reason'], sentence: string) {
    super(sentence);
    this.reason = reason;
  }
}
