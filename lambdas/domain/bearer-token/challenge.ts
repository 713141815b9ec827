import { JWS_ALGORITHMS } from '../jws/jws.ts';
import { MissingToken } from '../oauth-error/missing-token.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import type { TokenScheme } from './presented-token.ts';

const DPOP = `DPoP realm="guichet", algs="${JWS_ALGORITHMS.join(' ')}"`;
const BEARER = 'Bearer realm="guichet"';

/** Statuses of RFC 6750 §3.1 and RFC 9449 §7.1: a proof that fails is an authentication that fails. */
const STATUS: Readonly<Record<string, number>> = { invalid_request: 400, insufficient_scope: 403 };

/** An error of a resource that takes both bearer and DPoP-bound tokens, with the challenge that says what to show instead. */
class ChallengedError extends OAuthError {
  override readonly code: string;
  override readonly status: number;
  override readonly headers: Readonly<Record<string, string>>;

  constructor(cause: OAuthError, scheme: TokenScheme) {
    super(cause.message, { cause });
    this.code = cause.code;
    this.status = STATUS[cause.code] ?? 401;
    this.headers = { ...cause.headers, 'www-authenticate': challengeOf(cause, scheme) };
  }
}

/** RFC 6750 §3.1: a request without any token gets the challenges alone; others what is wrong, under the scheme they used. */
function challengeOf(cause: OAuthError, scheme: TokenScheme): string {
  if (cause instanceof MissingToken) return `${BEARER}, ${DPOP}`;
  const error = `error="${cause.code}", error_description="${cause.message}"`;
  return scheme === 'DPoP' ? `${DPOP}, ${error}` : `${BEARER}, ${error}, ${DPOP}`;
}

/** What to throw on instead of an error; one that is not ours stays as it is. */
export function challenged(
  error: unknown,
  { headers }: { readonly headers: Readonly<Record<string, string>> },
): unknown {
  if (!(error instanceof OAuthError)) return error;
  const scheme = /^DPoP /i.test(headers.authorization ?? '') ? 'DPoP' : 'Bearer';
  return new ChallengedError(error, scheme);
}
