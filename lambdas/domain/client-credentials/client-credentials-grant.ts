import type { Parameters } from '../authorization-request/parameters.ts';
import { type Client, grantTypesOf } from '../client/client.ts';
import { InvalidScope } from '../oauth-error/invalid-scope.ts';
import { UnauthorizedClient } from '../oauth-error/unauthorized-client.ts';
import {
  ORGANISATION_SCOPES,
  type OrganisationScope,
  type OrganisationTokens,
} from '../organisation-token/organisation-token.ts';
import { hashSecret } from '../secret-hash.ts';
import { mustBindTokens } from '../token-binding/required-binding.ts';

export const ORGANISATION_TOKEN_SECONDS = 600;

/** RFC 6749 §4.4.3: no refresh token; and no ID token, since there is no person. */
export interface ClientCredentialsResponse {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly scope: string;
}

/** RFC 6749 §4.4: an authenticated client acts for itself, or for the organisation it is registered for. */
export async function grantClientCredentials(
  parameters: Parameters,
  client: Client,
  deps: { readonly organisationTokens: OrganisationTokens; readonly accessToken: string; readonly now: Date },
): Promise<ClientCredentialsResponse> {
  requireSystem(client);
  const { organisation_id: organisationId } = client;
  const scopes = requireOrganisationScopes(parameters.get('scope'), client);
  const validUntil = new Date(deps.now.getTime() + ORGANISATION_TOKEN_SECONDS * 1000).toISOString();
  await deps.organisationTokens.keep({
    id: hashSecret(deps.accessToken),
    clientId: client.client_id,
    ...(organisationId !== undefined && { organisationId }),
    scopes,
    validUntil,
  });
  return {
    access_token: deps.accessToken,
    token_type: 'Bearer',
    expires_in: ORGANISATION_TOKEN_SECONDS,
    scope: scopes.join(' '),
  };
}

/** RFC 6749 §5.2, RFC 7591 §2: registered for this grant, as one that can keep a secret. */
function requireSystem(client: Client): void {
  if (!grantTypesOf(client).includes('client_credentials')) {
    throw new UnauthorizedClient('The client is not registered for the grant client_credentials.');
  }
  if (mustBindTokens(client) || client.token_endpoint_auth_method === 'none') {
    throw new UnauthorizedClient('Tokens of systems are bearer tokens of confidential clients.');
  }
}

/** RFC 6749 §3.3: what is asked must be registered; asked for nothing, the client gets what it is registered for. */
function requireOrganisationScopes(scope: string | undefined, client: Client): readonly OrganisationScope[] {
  const registered = client.scope.split(' ');
  const available = ORGANISATION_SCOPES.filter(
    (name) => registered.includes(name) && (name !== 'letters' || client.organisation_id !== undefined),
  );
  if (available.length === 0 && client.organisation_id === undefined) {
    throw new UnauthorizedClient('The client acts for no organisation, and has no scope of its own.');
  }
  const asked = scope === undefined ? available : [...new Set(scope.split(' '))];
  const granted = available.filter((name) => asked.includes(name));
  if (granted.length === 0 || granted.length < asked.length) {
    throw new InvalidScope('The scope is not one that this client may ask for with client_credentials.');
  }
  return granted;
}
