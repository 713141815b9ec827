import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { RegistrationNotSupported } from '../oauth-error/registration-not-supported.ts';
import { RequestNotSupported } from '../oauth-error/request-not-supported.ts';
import { RequestUriNotSupported } from '../oauth-error/request-uri-not-supported.ts';
import { UnsupportedResponseType } from '../oauth-error/unsupported-response-type.ts';
import type { Parameters } from './parameters.ts';

/** Parts of the protocol that are not served, each with its registered error (OIDC Core §3.1.2.6). */
export function refuseUnsupported(parameters: Parameters): void {
  if (parameters.get('request') !== undefined) {
    throw new RequestNotSupported('Request objects (parameter request) are not supported.');
  }
  if (parameters.get('request_uri') !== undefined) {
    throw new RequestUriNotSupported('Request objects by reference (request_uri) are not supported.');
  }
  if (parameters.get('registration') !== undefined) {
    throw new RegistrationNotSupported('Relying parties register beforehand; registration is not supported.');
  }
}

/** Code flow only (RFC 9700 §2.1.2). */
export function requireCodeFlow(parameters: Parameters): void {
  const responseType = parameters.get('response_type');
  if (responseType === undefined) throw new InvalidRequest('response_type is required.');
  if (responseType !== 'code') throw new UnsupportedResponseType('response_type must be code.');
  const responseMode = parameters.get('response_mode');
  if (responseMode !== undefined && responseMode !== 'query') {
    throw new InvalidRequest('response_mode must be query.');
  }
}
