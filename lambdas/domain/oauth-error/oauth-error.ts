/** An error registered for OAuth 2.0 or OpenID Connect. The status is part of the rule: RFC 6749 §5.2 and RFC 6750 §3 prescribe it. */
export abstract class OAuthError extends Error {
  /** The registered value of `error`. */
  abstract readonly code: string;
  readonly status: number = 400;
  readonly headers: Readonly<Record<string, string>> = {};
  /** What the answer must not tell whoever asks; for the client's own error log (B12). */
  readonly loggedReason: string | undefined;

  constructor(
    sentence: string,
    { loggedReason, ...options }: ErrorOptions & { readonly loggedReason?: string | undefined } = {},
  ) {
    super(sentence, options);
    this.loggedReason = loggedReason;
  }

  /** RFC 6749 §5.2: the JSON body. The sentence is ASCII without `"` and `\`, as §4.1.2.1 and §5.2 ask. */
  toBody(): { error: string; error_description: string } {
    return { error: this.code, error_description: this.message };
  }
}
