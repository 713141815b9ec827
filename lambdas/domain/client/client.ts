import type { JWK } from 'jose';
import type { Language } from '../../contracts/enrolment.ts';

export type ClientProfile = 'standard' | 'franceconnect';
export type ClientAuthenticationMethod = 'private_key_jwt' | 'client_secret_post' | 'client_secret_basic';
export type GrantType = 'authorization_code' | 'client_credentials';
export type IdTokenAlgorithm = 'ES256' | 'RS256';

/** A registered relying party. Names in snake case are those of RFC 7591 §2 and OpenID Connect Registration 1.0 §2. */
export interface Client {
  readonly client_id: string;
  readonly client_name: string;
  readonly redirect_uris: readonly string[];
  readonly post_logout_redirect_uris?: readonly string[];
  readonly token_endpoint_auth_method: ClientAuthenticationMethod;
  /** SHA-256 (base64url, `hashSecret`) of a secret of at least 32 random characters; for the two secret methods. */
  readonly client_secret_hash?: string;
  /** Public keys, for `private_key_jwt`. */
  readonly jwks?: { readonly keys: readonly JWK[] };
  readonly id_token_signed_response_alg: IdTokenAlgorithm;
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
