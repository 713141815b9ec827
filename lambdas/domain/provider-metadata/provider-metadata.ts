import { REACHABLE_ACRS } from '../acr/acr.ts';
import { RESPONSE_MODES } from '../authorization-request/authorization-request.ts';
import { PROMPTS } from '../authorization-request/require-prompt.ts';
import { IDENTITY_CLAIMS, SCOPES } from '../claims/identity-claims.ts';
import { CIBA_GRANT } from '../client/client.ts';
import { JWS_ALGORITHMS } from '../jws/jws.ts';
import { ORGANISATION_SCOPES } from '../organisation-token/organisation-token.ts';
import { TOKEN_ALGORITHMS } from '../signing-key/token-signers.ts';
import { UI_LOCALES } from '../ui-locales/ui-locales.ts';
import { VERIFIED_CLAIMS_METADATA } from './verified-claims-metadata.ts';

/** What of a deployment changes its metadata. */
export interface ProviderSettings {
  /** Host for mutual TLS; empty: none. */
  readonly mtlsOrigin: string;
  /** Whether people register relying parties themselves. */
  readonly selfRegistration: boolean;
}

const TOKEN_CLAIMS = [
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'auth_time',
  'nonce',
  'acr',
  'amr',
  'sid',
  'at_hash',
  'verified_claims',
];

const KEY_MANAGEMENT = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'];
const CONTENT_ENCRYPTION = ['A256GCM'];

/** OpenID Connect Discovery 1.0 §3, RFC 8414 §2 and the registries behind them: what is really served, and nothing else. */
export function providerMetadata(
  issuer: string,
  settings: ProviderSettings,
): Readonly<Record<string, unknown>> {
  return {
    issuer,
    ...endpoints(issuer, settings),
    ...requests(),
    ...authentication(settings),
    ...answers(),
    ...backChannels(),
    ...VERIFIED_CLAIMS_METADATA,
  };
}

const endpoints = (issuer: string, { mtlsOrigin, selfRegistration }: ProviderSettings) => ({
  authorization_endpoint: `${issuer}/oauth/authorize`,
  ...clientEndpoints(issuer),
  end_session_endpoint: `${issuer}/oauth/end-session`,
  jwks_uri: `${issuer}/oauth/jwks`,
  ...(selfRegistration && { registration_endpoint: `${issuer}/oauth/register` }),
  ...(mtlsOrigin !== '' && { mtls_endpoint_aliases: clientEndpoints(mtlsOrigin) }), // RFC 8705 §5
});

const clientEndpoints = (origin: string) => ({
  token_endpoint: `${origin}/oauth/token`,
  userinfo_endpoint: `${origin}/oauth/userinfo`,
  introspection_endpoint: `${origin}/oauth/introspect`,
  revocation_endpoint: `${origin}/oauth/revoke`,
  pushed_authorization_request_endpoint: `${origin}/oauth/par`, // RFC 9126 §5
  backchannel_authentication_endpoint: `${origin}/oauth/backchannel-authentication`, // CIBA Core §4
});

const requests = () => ({
  scopes_supported: [...Object.keys(SCOPES), 'offline_access', ...ORGANISATION_SCOPES],
  response_types_supported: ['code'],
  response_modes_supported: RESPONSE_MODES,
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials', CIBA_GRANT],
  acr_values_supported: REACHABLE_ACRS,
  subject_types_supported: ['pairwise'],
  code_challenge_methods_supported: ['S256'],
  prompt_values_supported: PROMPTS, // Initiating User Registration 1.0 §4.2
  claim_types_supported: ['normal'],
  claims_supported: [...TOKEN_CLAIMS, ...IDENTITY_CLAIMS],
  claims_parameter_supported: true,
  ui_locales_supported: UI_LOCALES,
  request_parameter_supported: true,
  request_object_signing_alg_values_supported: JWS_ALGORITHMS, // and no encryption: left out
  request_uri_parameter_supported: false, // only those of RFC 9126; true when left out (Discovery §3)
  require_pushed_authorization_requests: false, // demanded client by client (RFC 9126 §6)
  require_signed_request_object: false, // likewise (RFC 9101 §10.5)
});

/** RFC 8414 §2, RFC 8705 §3.3, RFC 9449 §5.1. */
function authentication({ mtlsOrigin }: ProviderSettings): Readonly<Record<string, unknown>> {
  const certificate = mtlsOrigin === '' ? [] : ['tls_client_auth'];
  const confidential = ['private_key_jwt', 'client_secret_post', 'client_secret_basic', ...certificate];
  return {
    token_endpoint_auth_methods_supported: [...confidential, 'none'],
    token_endpoint_auth_signing_alg_values_supported: JWS_ALGORITHMS,
    introspection_endpoint_auth_methods_supported: confidential,
    introspection_endpoint_auth_signing_alg_values_supported: JWS_ALGORITHMS,
    revocation_endpoint_auth_methods_supported: [...confidential, 'none'],
    revocation_endpoint_auth_signing_alg_values_supported: JWS_ALGORITHMS,
    dpop_signing_alg_values_supported: JWS_ALGORITHMS,
    tls_client_certificate_bound_access_tokens: mtlsOrigin !== '',
  };
}

const answers = () => ({
  id_token_signing_alg_values_supported: TOKEN_ALGORITHMS,
  id_token_encryption_alg_values_supported: KEY_MANAGEMENT,
  id_token_encryption_enc_values_supported: CONTENT_ENCRYPTION,
  userinfo_signing_alg_values_supported: TOKEN_ALGORITHMS,
  userinfo_encryption_alg_values_supported: KEY_MANAGEMENT,
  userinfo_encryption_enc_values_supported: CONTENT_ENCRYPTION,
  authorization_signing_alg_values_supported: TOKEN_ALGORITHMS, // JARM §4
  authorization_encryption_alg_values_supported: KEY_MANAGEMENT,
  authorization_encryption_enc_values_supported: CONTENT_ENCRYPTION,
  introspection_signing_alg_values_supported: TOKEN_ALGORITHMS, // RFC 9701 §7
  introspection_encryption_alg_values_supported: KEY_MANAGEMENT,
  introspection_encryption_enc_values_supported: CONTENT_ENCRYPTION,
  authorization_response_iss_parameter_supported: true, // RFC 9207 §3
});

const backChannels = () => ({
  backchannel_token_delivery_modes_supported: ['poll', 'ping'], // CIBA Core §4
  backchannel_authentication_request_signing_alg_values_supported: JWS_ALGORITHMS,
  backchannel_user_code_parameter_supported: false,
  backchannel_logout_supported: true, // Back-Channel Logout §2.1
  backchannel_logout_session_supported: true,
});
