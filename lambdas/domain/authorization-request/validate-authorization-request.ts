import type { Language } from '../../contracts/enrolment.ts';
import type { Acr } from '../acr/acr.ts';
import { type ClaimsRequest, parseClaimsRequest } from '../claims/claims-request.ts';
import { requestedClaims } from '../claims/requested-claims.ts';
import type { Client } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { requireCodeChallenge } from '../pkce/pkce.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Parameters } from './parameters.ts';
import { requireAcr } from './require-acr.ts';
import { requireDpopJkt } from './require-dpop-jkt.ts';
import { refuseRegistration, requireCodeFlow, requireCodeGrant } from './require-flow.ts';
import { requireMaxAge, requirePrompt } from './require-prompt.ts';
import { requireOwnResource } from './require-resource.ts';
import { requireResponseMode } from './require-response-mode.ts';
import { requireScopes } from './require-scopes.ts';
import { requireStateAndNonce } from './require-state-and-nonce.ts';

export { requireCodeGrant } from './require-flow.ts';

export interface ValidationContext {
  readonly issuer: string;
  readonly defaultAcr: Acr;
  readonly language: Language;
  /** Thumbprint of the key of the DPoP proof beside a pushed request (RFC 9449 §10.1). */
  readonly provenJkt?: string | undefined;
}

/** Everything in a request's parameters that can be refused to the client, in the order of OIDC Core §3.1.2.2. Throws `OAuthError`. */
export function validateAuthorizationRequest(
  parameters: Parameters,
  client: Client,
  redirectUri: string,
  context: ValidationContext,
): AuthorizationRequest {
  requireCodeGrant(client);
  refuseRegistration(parameters);
  requireCodeFlow(parameters);
  const responseMode = requireResponseMode(parameters, client, redirectUri);
  requireOwnResource(parameters, context.issuer);
  const { askConsent, ...prompts } = requirePrompt(parameters);
  const { scopes, offline } = requireScopes(parameters, client, { askConsent });
  const stateAndNonce = requireStateAndNonce(parameters, rulesOf(client));
  const codeChallenge = requireCodeChallenge(
    parameters.get('code_challenge'),
    parameters.get('code_challenge_method'),
    client,
  );
  const claims = parseClaimsRequest(parameters.get('claims'));
  return {
    clientId: client.client_id,
    redirectUri,
    ...stateAndNonce,
    ...(codeChallenge !== undefined && { codeChallenge }),
    scopes,
    claims: requestedClaims(scopes, claims, client.scope.split(' ')),
    acr: requireAcr(parameters.get('acr_values'), claims, client, context.defaultAcr),
    askConsent,
    ...demandedSubject(claims),
    responseMode,
    ...requireDpopJkt(parameters, context.provenJkt),
    ...prompts,
    ...requireMaxAge(parameters, client),
    offline,
    language: context.language,
  };
}

/** OIDC Core §5.5.1: a `sub` asked for by value names the only person the answer may be about. */
function demandedSubject(claims: ClaimsRequest): { readonly expectedSubject?: string } {
  const asked = [claims.id_token.sub?.value, claims.userinfo.sub?.value];
  const [subject, ...others] = asked.filter((value) => typeof value === 'string');
  if (others.some((other) => other !== subject)) {
    throw new InvalidRequest('claims asks for two different values of sub.');
  }
  return subject === undefined ? {} : { expectedSubject: subject };
}
