import type { PresentedToken } from '../bearer-token/presented-token.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { verifyDpopProof } from '../dpop/verify-dpop-proof.ts';
import type { TokenBinding } from '../grant/grant.ts';
import { InvalidDpopProof } from '../oauth-error/invalid-dpop-proof.ts';
import { InvalidToken } from '../oauth-error/invalid-token.ts';
import type { SealedAccessToken } from '../sealed-token/tokens.ts';
import { addressOf, type BindingDeps, type BindingRequest } from './required-binding.ts';
import { isSameKey } from './token-binding.ts';

/** A token shown at a resource, opened. */
export interface ShownToken {
  readonly presented: PresentedToken;
  readonly token: SealedAccessToken;
  readonly client: Client;
}

/**
 * A bound token comes with the proof of its key (RFC 9449 §7.1, RFC 8705 §3), under its own scheme: shown as a bearer token it is
 * refused (RFC 9449 §7.2), and so is a bearer token shown as bound.
 */
export async function requireBoundToken(
  shown: ShownToken,
  request: BindingRequest,
  deps: BindingDeps,
): Promise<void> {
  const { cnf } = shown.token;
  const scheme = cnf !== undefined && 'jkt' in cnf ? 'DPoP' : 'Bearer';
  if (shown.presented.scheme !== scheme) {
    throw new InvalidToken(`The access token must be shown under the scheme ${scheme}.`);
  }
  const key = scheme === 'DPoP' ? await proofOf(shown, request, deps) : certificateOf(request);
  if (!isSameKey(cnf, key)) throw new InvalidToken(notTheirs(cnf, key));
}

function notTheirs(cnf: TokenBinding | undefined, shown: TokenBinding | undefined): string {
  if (cnf === undefined || 'jkt' in cnf) return 'The access token is bound to another key.';
  return shown === undefined
    ? 'The access token is bound to a client certificate, and none was shown: call this endpoint by its mtls_endpoint_aliases.'
    : 'The access token is bound to another client certificate.';
}

async function proofOf(
  { presented, client }: ShownToken,
  request: BindingRequest,
  deps: BindingDeps,
): Promise<TokenBinding> {
  const { dpop } = request.headers;
  if (dpop === undefined) throw new InvalidDpopProof('The access token needs a DPoP proof.');
  const { clientAlgorithms, dpopNonceRequired } = rulesOf(client);
  const policy = {
    algorithms: clientAlgorithms,
    nonceRequired: dpopNonceRequired,
    accessToken: presented.text,
  };
  return await verifyDpopProof(dpop, { ...request, uri: addressOf(request, deps) }, policy, deps);
}

const certificateOf = ({ clientCertificate }: BindingRequest): TokenBinding | undefined =>
  clientCertificate && { x5t: clientCertificate.thumbprint };
