import { formParameters } from '../form-parameters/form-parameters.ts';
import { InvalidBearerRequest } from '../oauth-error/invalid-bearer-request.ts';
import { MissingToken } from '../oauth-error/missing-token.ts';

/** RFC 6750 §2: the token comes in the header (§2.1) or in a form body (§2.2), in one place only; never in the query (§2.3). */
export function bearerTokenOf(request: {
  readonly method: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}): string {
  if (request.query.has('access_token')) {
    throw new InvalidBearerRequest('An access token in the query is not accepted (RFC 9700 4.3.2).');
  }
  const tokens = [...headerTokens(request.headers.authorization), ...formTokens(request)];
  if (tokens.length > 1) throw new InvalidBearerRequest('The access token was given more than once.');
  const [token] = tokens;
  if (token === undefined) throw new MissingToken('An access token is required.');
  return token;
}

function headerTokens(authorization: string | undefined): readonly string[] {
  if (authorization === undefined || !/^Bearer /i.test(authorization)) return [];
  const token = authorization.slice('Bearer '.length).trim();
  if (!/^[A-Za-z0-9._~+/-]+=*$/.test(token))
    throw new InvalidBearerRequest('The Authorization header is malformed.');
  return [token];
}

function formTokens(request: {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Uint8Array;
}): readonly string[] {
  const type = request.headers['content-type'];
  if (request.method !== 'POST' || request.rawBody.length === 0 || !type?.includes('form-urlencoded'))
    return [];
  return formParameters(type, request.rawBody).getAll('access_token');
}
