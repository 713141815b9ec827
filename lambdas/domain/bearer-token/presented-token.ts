import { formParameters } from '../form-parameters/form-parameters.ts';
import { InvalidBearerRequest } from '../oauth-error/invalid-bearer-request.ts';
import { MissingToken } from '../oauth-error/missing-token.ts';

export type TokenScheme = 'Bearer' | 'DPoP';

/** A token as it came, and under which scheme (RFC 6750 §2, RFC 9449 §7.1). */
export interface PresentedToken {
  readonly scheme: TokenScheme;
  readonly text: string;
}

export interface TokenRequest {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}

/** The token comes in the header (§2.1) or in a form body (§2.2), in one place only; never in the query (§2.3). */
export function presentedToken(request: TokenRequest): PresentedToken {
  if (request.query.has('access_token')) {
    throw new InvalidBearerRequest('An access token in the query is not accepted (RFC 9700 4.3.2).');
  }
  const tokens = [...headerTokens(request.headers.authorization), ...formTokens(request)];
  if (tokens.length > 1) throw new InvalidBearerRequest('The access token was given more than once.');
  const [token] = tokens;
  if (token === undefined) throw new MissingToken('An access token is required.');
  return token;
}

function headerTokens(authorization: string | undefined): readonly PresentedToken[] {
  const [, name, text] = /^(Bearer|DPoP) +(.*)$/i.exec(authorization ?? '') ?? [];
  if (name === undefined || text === undefined) return [];
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(text.trim()))
    throw new InvalidBearerRequest('The Authorization header is malformed.');
  return [{ scheme: name.toLowerCase() === 'dpop' ? 'DPoP' : 'Bearer', text: text.trim() }];
}

function formTokens({ method, headers, rawBody }: TokenRequest): readonly PresentedToken[] {
  const type = headers['content-type'];
  if (method !== 'POST' || rawBody.length === 0 || !type?.includes('form-urlencoded')) return [];
  return formParameters(type, rawBody)
    .getAll('access_token')
    .map((text) => ({ scheme: 'Bearer', text }));
}
