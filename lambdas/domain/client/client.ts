import type { JWK } from 'jose';
import type { Language } from '../../contracts/enrolment.ts';

/** `fapi2`: FAPI 2.0 Security Profile; `fapi2-message-signing` adds FAPI 2.0 Message Signing. */
export type ClientProfile = 'standard' | 'franceconnect' | 'fapi2' | 'fapi2-message-signing';
/** `none`: a public client, a page or an app that can keep no secret (RFC 6749 §2.1); PKCE is demanded of every client. */
export type ClientAuthenticationMethod =
  | 'private_key_jwt'
  | 'client_secret_post'
  | 'client_secret_basic'
  | 'tls_client_auth'
  | 'none';
export const CIBA_GRANT = 'urn:openid:params:grant-type:ciba';
export type GrantType = 'authorization_code' | 'refresh_token' | 'client_credentials' | typeof CIBA_GRANT;
export type IdTokenAlgorithm = 'ES256' | 'RS256';
export type KeyManagementAlgorithm = 'ECDH-ES' | 'RSA-OAEP' | 'RSA-OAEP-256';
export type ContentEncryption = 'A256GCM';

/** A registered relying party. Names in snake case are those of RFC 7591 §2 and OpenID Connect Registration 1.0 §2. */
export interface Client {
  readonly client_id: string;
  readonly client_name: string;
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris?: readonly string[];
  readonly token_endpoint_auth_method: ClientAuthenticationMethod;
  /** SHA-256 (base64url, `hashSecret`) of a secret of at least 32 random characters; for the two secret methods. */
  readonly client_secret_hash?: string;
  /** The secret before the last change, good until then: rotation without downtime. */
  readonly previous_client_secret?: { readonly hash: string; readonly validUntil: string };
  readonly token_endpoint_auth_signing_alg?: string;
  /** RFC 8705 §2.1.2, for `tls_client_auth`, exactly one: the certificate's subject (RFC 4514), or one of its alternative names. */
  readonly tls_client_auth_subject_dn?: string;
  readonly tls_client_auth_san_dns?: string;
  readonly tls_client_auth_san_uri?: string;
  readonly tls_client_auth_san_ip?: string;
  readonly tls_client_auth_san_email?: string;
  /** Public keys: for assertions, request objects, and encryption. Either by value or by address. */
  readonly jwks?: { readonly keys: readonly JWK[] };
  readonly jwks_uri?: string;
  readonly id_token_signed_response_alg: IdTokenAlgorithm;
  readonly id_token_encrypted_response_alg?: KeyManagementAlgorithm;
  readonly id_token_encrypted_response_enc?: ContentEncryption;
  /** Left out: userinfo is JSON (OIDC Core §5.3.2). */
  readonly userinfo_signed_response_alg?: IdTokenAlgorithm;
  readonly userinfo_encrypted_response_alg?: KeyManagementAlgorithm;
  readonly userinfo_encrypted_response_enc?: ContentEncryption;
  /** JARM §3. */
  readonly authorization_signed_response_alg?: IdTokenAlgorithm;
  readonly authorization_encrypted_response_alg?: KeyManagementAlgorithm;
  readonly authorization_encrypted_response_enc?: ContentEncryption;
  /** RFC 9701 §6. */
  readonly introspection_signed_response_alg?: IdTokenAlgorithm;
  readonly introspection_encrypted_response_alg?: KeyManagementAlgorithm;
  readonly introspection_encrypted_response_enc?: ContentEncryption;
  /** RFC 9101 §10.5, OIDC Registration §2. */
  readonly request_object_signing_alg?: string;
  readonly require_signed_request_object?: boolean;
  /** RFC 9126 §6. */
  readonly require_pushed_authorization_requests?: boolean;
  /** RFC 9449 §5.2. */
  readonly dpop_bound_access_tokens?: boolean;
  /** RFC 8705 §3.4. */
  readonly tls_client_certificate_bound_access_tokens?: boolean;
  /** OIDC Back-Channel Logout §2.2. */
  readonly backchannel_logout_uri?: string;
  readonly backchannel_logout_session_required?: boolean;
  /** CIBA Core §4. */
  readonly backchannel_token_delivery_mode?: 'poll' | 'ping';
  readonly backchannel_client_notification_endpoint?: string;
  readonly backchannel_authentication_request_signing_alg?: string;
  readonly backchannel_user_code_parameter?: boolean;
  readonly default_max_age?: number;
  readonly require_auth_time?: boolean;
  readonly contacts?: readonly string[];
  readonly client_uri?: string;
  readonly initiate_login_uri?: string;
  readonly application_type?: 'web' | 'native';
  /** Of a sector with several hosts; fetched and checked at registration only, then `sector_identifier` holds its host. */
  readonly sector_identifier_uri?: string;
  /** A resource server: may introspect tokens of other clients (RFC 7662 §4); set by operators only. */
  readonly resource_server?: boolean;
  /** `false`: an old relying party that cannot send a code challenge; confidential, and set by operators only (RFC 9700 §2.1.1). */
  readonly require_pkce?: boolean;
  /** `sandbox`: only test personas can sign in here; production takes an operator's approval (B12). Left out: production. */
  readonly environment?: 'sandbox' | 'production';
  /** The account that registered it in the portal. */
  readonly owner?: string;
  /** Why each claim is wanted, shown on the consent page and judged by the operator. */
  readonly claim_purposes?: Readonly<Record<string, string>>;
  /** RFC 7591 §2; left out: `authorization_code` alone. */
  readonly grant_types?: readonly GrantType[];
  /** The organisation whose system this is, for `client_credentials`: a member of our own. */
  readonly organisation_id?: string;
  /** Scopes the client may ask for, separated by spaces; what it asks beyond is ignored (RFC 6749 §3.3). */
  readonly scope: string;
  /** Host that decides the pairwise subject (OIDC Core §8.1); needed when the redirect URIs have several hosts. */
  readonly sector_identifier?: string;
  readonly default_acr_values?: readonly string[];
  /** The picture itself, as a `data:` address. */
  readonly logo_uri?: string;
  readonly policy_uri?: string;
  readonly tos_uri?: string;
  /** Rules on state, nonce and lifetimes (B2). */
  readonly profile: ClientProfile;
  /** What the person signs in for, shown on the computer and on the phone. */
  readonly purpose?: Readonly<Partial<Record<Language, string>>>;
  /** Lets an unchanged consent stand without asking again, below the level `substantial` only (B5). */
  readonly remember_consent?: boolean;
  readonly status: 'active' | 'blocked';
  /** ISO instants. */
  readonly registered_at?: string;
  readonly changed_at?: string;
}

export interface Clients {
  find(clientId: string): Promise<Client | undefined>;
}

/** RFC 7591 §2: the default is the code grant. */
export const grantTypesOf = (client: Client): readonly GrantType[] =>
  client.grant_types ?? ['authorization_code'];

/** The client's purpose in a language, else in English, else in any. */
export function purposeOf(client: Client, language: Language): string | undefined {
  return client.purpose?.[language] ?? client.purpose?.en ?? Object.values(client.purpose ?? {})[0];
}
