import { type Client, grantTypesOf } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { RegistrationNotSupported } from '../oauth-error/registration-not-supported.ts';
import { UnauthorizedClient } from '../oauth-error/unauthorized-client.ts';
import { UnsupportedResponseType } from '../oauth-error/unsupported-response-type.ts';
import type { Parameters } from './parameters.ts';

/** How the request came: what a profile, or the client's registration, may demand of it. */
export interface Arrival {
  /** RFC 9126. */
  readonly pushed: boolean;
  /** RFC 9101. */
  readonly signed: boolean;
}

/** RFC 6749 §4.1.2.1: a client registered for other grants only cannot begin this one. */
export function requireCodeGrant(client: Client): void {
  if (!grantTypesOf(client).includes('authorization_code')) {
    throw new UnauthorizedClient('The client is not registered for the grant authorization_code.');
  }
}

/** RFC 9126 §5 and §6, FAPI 2.0 Security Profile §5.3.2.2: requests of such a client come by the back door only. */
export function requirePushedWhereDemanded(client: Client, { pushed }: Arrival): void {
  const demanded = client.require_pushed_authorization_requests || rulesOf(client).pushedRequestRequired;
  if (demanded && !pushed) {
    throw new InvalidRequest('This client must push its authorization requests (RFC 9126).');
  }
}

/** RFC 9101 §10.5, FAPI 2.0 Message Signing §5.3.1. */
export function requireSignedWhereDemanded(client: Client, { signed }: Arrival): void {
  const demanded = client.require_signed_request_object || rulesOf(client).signedRequestRequired;
  if (demanded && !signed) {
    throw new InvalidRequest(
      'This client must sign its authorization requests: parameter request (RFC 9101).',
    );
  }
}

/** OIDC Core §7.2.1. */
export function refuseRegistration(parameters: Parameters): void {
  if (parameters.get('registration') !== undefined) {
    throw new RegistrationNotSupported('Relying parties register beforehand; registration is not supported.');
  }
}

/** Code flow only (RFC 9700 §2.1.2). */
export function requireCodeFlow(parameters: Parameters): void {
  const responseType = parameters.get('response_type');
  if (responseType === undefined) throw new InvalidRequest('response_type is required.');
  if (responseType !== 'code') throw new UnsupportedResponseType('response_type must be code.');
}
