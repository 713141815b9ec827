import type { Parameters } from '../authorization-request/parameters.ts';
import type { Client } from '../client/client.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { requireVerifierSyntax } from '../pkce/pkce.ts';

/** The parameters of RFC 6749 §4.1.3 and RFC 7636 §4.5, all there and well formed. */
export interface CodeExchange {
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier?: string;
}

/** A verifier may be missing only where the operator let the client off (`require_pkce`). */
export function parseCodeExchange(
  parameters: Parameters,
  { require_pkce }: Pick<Client, 'require_pkce'>,
): CodeExchange {
  const verifier = parameters.get('code_verifier');
  const needed = verifier !== undefined || require_pkce !== false;
  return {
    code: requireParameter(parameters, 'code'),
    redirectUri: requireParameter(parameters, 'redirect_uri'),
    ...(needed && { codeVerifier: requireVerifierSyntax(verifier) }),
  };
}

function requireParameter(parameters: Parameters, name: string): string {
  const value = parameters.get(name);
  if (value === undefined) throw new InvalidRequest(`${name} is required.`);
  return value;
}
