import type { Signer } from '../../domain/signer/signer.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /oauth/jwks (RFC 7517 §5): public keys only; clients may keep them for a quarter of an hour (OIDC Core §10.1.1). */
export async function jwks(
  _request: HttpRequest,
  deps: { signers: readonly Signer[] },
): Promise<HttpResponse> {
  const keys = await Promise.all(deps.signers.map((signer) => signer.publicJwk()));
  return {
    headers: {
      'content-type': 'application/jwk-set+json',
      'cache-control': 'public, max-age=900',
      'access-control-allow-origin': '*',
    },
    body: JSON.stringify({ keys }),
  };
}
