import type { Language } from '../../contracts/enrolment.ts';
import type { Acr } from '../acr/acr.ts';
import { type ClaimsRequest, parseClaimsRequest } from '../claims/claims-request.ts';
import { requestedClaims } from '../claims/requested-claims.ts';
import { type Client, grantTypesOf } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { UnauthorizedClient } from '../oauth-error/unauthorized-client.ts';
import { requireCodeChallenge } from '../pkce/pkce.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Parameters } from './parameters.ts';
import { refuseUnsupported, requireCodeFlow } from './refuse-unsupported.ts';
import { requireAcr } from './require-acr.ts';
import { requireMaxAge, requirePrompt } from './require-prompt.ts';
import { requireScopes } from './require-scopes.ts';
import { requireStateAndNonce } from './require-state-and-nonce.ts';

/** Everything about a request that can be refused by a redirect, in the order of OIDC Core §3.1.2.2. Throws `OAuthError`. */
export function validateAuthorizationRequest(
  parameters: Parameters,
  client: Client,
  redirectUri: string,
  context: { readonly defaultAcr: Acr; readonly language: Language },
): AuthorizationRequest {
  requireCodeGrant(client);
  refuseUnsupported(parameters);
  requireCodeFlow(parameters);
  const scopes = requireScopes(parameters, client);
  const stateAndNonce = requireStateAndNonce(parameters, rulesOf(client));
  const codeChallenge = requireCodeChallenge(
    parameters.get('code_challenge'),
    parameters.get('code_challenge_method'),
  );
  requireMaxAge(parameters);
  const { askConsent } = requirePrompt(parameters);
  const claims = parseClaimsRequest(parameters.get('claims'));
  const acr = requireAcr(parameters.get('acr_values'), claims, client, context.defaultAcr);
  const expectedSubject = demandedSubject(claims);
  return {
    clientId: client.client_id,
    redirectUri,
    ...stateAndNonce,
    codeChallenge,
    scopes,
    claims: requestedClaims(scopes, claims, client.scope.split(' ')),
    acr,
    askConsent,
    ...(expectedSubject !== undefined && { expectedSubject }),
    responseMode: 'query',
    askLogin: false,
    silent: false,
    invitesToEnrol: false,
    offline: false,
    language: context.language,
  };
}

/** RFC 6749 §4.1.2.1: a client registered for other grants only cannot begin this one. */
export function requireCodeGrant(client: Client): void {
  if (!grantTypesOf(client).includes('authorization_code')) {
    throw new UnauthorizedClient('The client is not registered for the grant authorization_code.');
  }
}

/** OIDC Core §5.5.1: a `sub` asked for by value names the only person the answer may be about. */
function demandedSubject(claims: ClaimsRequest): string | undefined {
  const value = claims.id_token.sub?.value;
  return typeof value === 'string' ? value : undefined;
}
