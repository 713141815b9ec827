import { type CallingClientDeps, callingClient } from '../../domain/client-authentication/calling-client.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import { type RevokeTokenDeps, revokeToken } from '../../domain/token-revocation/revoke-token.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeDeps extends CallingClientDeps, RevokeTokenDeps {}

/** POST /oauth/revoke (RFC 7009 §2): one conditional write, and one for the audit trail. The body of the answer is empty. */
export async function revoke(request: HttpRequest, deps: RevokeDeps): Promise<HttpResponse> {
  const { parameters, client } = await callingClient(request, deps, { acceptsPublic: true });
  const token = parameters.get('token');
  if (token === undefined) throw new InvalidRequest('token is required.');
  await revokeToken(token, client, request.now, deps);
  return { status: 200, headers: { 'cache-control': 'no-store' } };
}
