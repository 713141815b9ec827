import { PUSH } from './signal-stream.ts';

/** SSF §7.1. No endpoints to add or remove subjects: a stream is about everybody who has a consent with its client (`ALL`). */
export const transmitterMetadata = (issuer: string): Readonly<Record<string, unknown>> => ({
  spec_version: '1_0',
  issuer,
  jwks_uri: `${issuer}/oauth/jwks`,
  delivery_methods_supported: [PUSH],
  configuration_endpoint: `${issuer}/ssf/streams`,
  status_endpoint: `${issuer}/ssf/status`,
  verification_endpoint: `${issuer}/ssf/verification`,
  authorization_schemes: [{ spec_urn: 'urn:ietf:rfc:6749' }],
  default_subjects: 'ALL',
});
