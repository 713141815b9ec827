import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { type DpopDeps, verifyDpopProof } from '../dpop/verify-dpop-proof.ts';
import type { TokenBinding } from '../grant/grant.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/** What of a request may prove a key. */
export interface BindingRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clientCertificate?: { readonly thumbprint: string };
  readonly now: Date;
}

export interface BindingDeps extends DpopDeps {
  readonly issuer: string;
  /** Where mutual TLS ends; a request with a certificate was sent there. Empty: nowhere. */
  readonly mtlsOrigin: string;
}

/** The address a request was sent to, as its sender knows it: what `htu` must name. */
export const addressOf = (
  { path, clientCertificate }: Pick<BindingRequest, 'path' | 'clientCertificate'>,
  { issuer, mtlsOrigin }: Pick<BindingDeps, 'issuer' | 'mtlsOrigin'>,
): string => `${clientCertificate === undefined ? issuer : mtlsOrigin}${path}`;

/** Whether a client gets no token that whoever holds it could use (RFC 8705 §3.4, RFC 9449 §5.2, FAPI 2.0 Security Profile §5.3.2.1). */
export const mustBindTokens = (client: Client): boolean =>
  rulesOf(client).boundTokensRequired ||
  client.dpop_bound_access_tokens === true ||
  client.tls_client_certificate_bound_access_tokens === true;

/**
 * The key that tokens of this request are bound to, as the client registered or shows: its certificate (RFC 8705 §3), or the key of
 * its DPoP proof (RFC 9449 §5). A client that must bind and shows nothing is refused: of the request something is missing (RFC 6749 §5.2).
 */
export async function requiredBinding(
  request: BindingRequest,
  client: Client,
  deps: BindingDeps,
): Promise<TokenBinding | undefined> {
  const rules = rulesOf(client);
  const { dpop } = request.headers;
  refuseProofBesideCertificate(request, client);
  if (client.tls_client_certificate_bound_access_tokens === true) return certificateBinding(request);
  if (dpop !== undefined) {
    const policy = { algorithms: rules.clientAlgorithms, nonceRequired: rules.dpopNonceRequired };
    return await verifyDpopProof(dpop, { ...request, uri: addressOf(request, deps) }, policy, deps);
  }
  if (mustBindTokens(client)) {
    throw new InvalidRequest('This client must send a DPoP proof: its tokens are bound to a key.');
  }
  return undefined;
}

/** A client binds one way: what a proof of a DPoP key would bind could never be redeemed. */
export function refuseProofBesideCertificate(
  { headers }: Pick<BindingRequest, 'headers'>,
  client: Client,
): void {
  if (client.tls_client_certificate_bound_access_tokens !== true || headers.dpop === undefined) return;
  throw new InvalidRequest(
    'This client is registered for tokens bound to its certificate: send no DPoP proof.',
  );
}

function certificateBinding({ clientCertificate }: BindingRequest): TokenBinding {
  if (clientCertificate === undefined) {
    throw new InvalidRequest('This client must use the address for mutual TLS, with its certificate.');
  }
  return { x5t: clientCertificate.thumbprint };
}
