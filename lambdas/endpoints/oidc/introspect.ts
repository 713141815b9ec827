import type { Client } from '../../domain/client/client.ts';
import { type CallingClientDeps, callingClient } from '../../domain/client-authentication/calling-client.ts';
import { type ClientJwtDeps, jwtFor } from '../../domain/client-jwt/jwt-for.ts';
import type { ClientKeys } from '../../domain/client-keys/client-keys.ts';
import {
  type Introspection,
  type IntrospectDeps as IntrospectTokenDeps,
  introspectToken,
} from '../../domain/introspection/introspect-token.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface IntrospectDeps extends CallingClientDeps, ClientJwtDeps, IntrospectTokenDeps {
  readonly clientKeys: ClientKeys;
}

const JWT_TYPE = 'application/token-introspection+jwt';

/** POST /oauth/introspect (RFC 7662 §2, RFC 9701): one read beside client authentication. */
export async function introspect(request: HttpRequest, deps: IntrospectDeps): Promise<HttpResponse> {
  const { parameters, client } = await callingClient(request, deps, { acceptsPublic: false });
  const token = parameters.get('token');
  if (token === undefined) throw new InvalidRequest('token is required.');
  const introspection = await introspectToken(token, { client, now: request.now }, deps);
  return wantsJwt(request, client)
    ? { headers: headersOf(JWT_TYPE), body: await signed(introspection, client, request.now, deps) }
    : { headers: headersOf('application/json'), body: introspection };
}

const headersOf = (type: string) => ({ 'content-type': type, 'cache-control': 'no-store', vary: 'accept' });

/** RFC 9701 §4: asked for by `Accept`; a client that registered an algorithm (§6) gets it unless it names JSON. */
function wantsJwt({ headers: { accept = '' } }: HttpRequest, client: Client): boolean {
  if (accept.includes(JWT_TYPE)) return true;
  const { introspection_signed_response_alg: signedBy, introspection_encrypted_response_alg: encryptedBy } =
    client;
  return (signedBy ?? encryptedBy) !== undefined && !accept.includes('application/json');
}

/** RFC 9701 §5: the answer stands in a member of its own, and the JWT has neither `sub` nor `exp`; encrypted where that is registered (§6). */
async function signed(
  introspection: Introspection,
  client: Client,
  now: Date,
  deps: IntrospectDeps,
): Promise<string> {
  const jwt = {
    typ: 'token-introspection+jwt',
    claims: {
      iss: deps.issuer,
      aud: client.client_id,
      iat: Math.floor(now.getTime() / 1000),
      token_introspection: introspection,
    },
    signedBy: client.introspection_signed_response_alg ?? client.id_token_signed_response_alg,
    encryptedBy: client.introspection_encrypted_response_alg,
  };
  return await jwtFor(client, jwt, now, deps);
}
