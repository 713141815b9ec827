import { REACHABLE_ACRS } from '../acr/acr.ts';
import { PROMPTS } from '../authorization-request/require-prompt.ts';
import { IDENTITY_CLAIMS, SCOPES } from '../claims/identity-claims.ts';
import { JWS_ALGORITHMS } from '../jws/jws.ts';
import { ORGANISATION_SCOPES } from '../organisation-token/organisation-token.ts';
import { UI_LOCALES } from '../ui-locales/ui-locales.ts';

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
];

/** OpenID Connect Discovery 1.0 §3: what is really served, and nothing else. */
export function providerMetadata(issuer: string): Readonly<Record<string, unknown>> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/oauth/authorize`,
    token_endpoint: `${issuer}/oauth/token`,
    userinfo_endpoint: `${issuer}/oauth/userinfo`,
    end_session_endpoint: `${issuer}/oauth/end-session`,
    jwks_uri: `${issuer}/oauth/jwks`,
    scopes_supported: [...Object.keys(SCOPES), ...ORGANISATION_SCOPES],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials'],
    acr_values_supported: REACHABLE_ACRS,
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['ES256', 'RS256'],
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post', 'client_secret_basic'],
    token_endpoint_auth_signing_alg_values_supported: JWS_ALGORITHMS,
    code_challenge_methods_supported: ['S256'], // RFC 8414 §2
    prompt_values_supported: PROMPTS, // Initiating User Registration 1.0 §4.2
    claim_types_supported: ['normal'],
    claims_supported: [...TOKEN_CLAIMS, ...IDENTITY_CLAIMS],
    claims_parameter_supported: true,
    request_parameter_supported: false,
    request_uri_parameter_supported: false, // true when left out (Discovery §3)
    ui_locales_supported: UI_LOCALES,
    authorization_response_iss_parameter_supported: true, // RFC 9207 §3
  };
}
