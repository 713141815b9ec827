/**
 * A registered OAuth error (RFC 6749 §5.2, OpenID Connect Core §3.1.2.6 and others); one small class per code.
 * The status is part of the registration, which is why it stands here and not in the shell.
 */
export abstract class OAuthError extends Error {
  abstract readonly code: string;
  readonly status: number = 400;
  readonly headers: Readonly<Record<string, string>> = {};

  /** `{error, error_description}`; the description is ASCII without quotes (RFC 6749 §5.2). */
  toBody(): { readonly error: string; readonly error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
