import type { JWK } from 'jose';
import { isPublicKey } from '../asn1/public-key.ts';
import { ORGANISATION_SCOPES } from '../organisation-token/organisation-token.ts';
import { type Client, grantTypesOf } from './client.ts';

/** What is wrong with a registration; empty when nothing. One rule per line of the array. */
export function clientFaults(client: Client): readonly string[] {
  return RULES.flatMap((rule) => rule(client) ?? []);
}

type Rule = (client: Client) => string | readonly string[] | undefined;

const RULES: readonly Rule[] = [
  (client) =>
    /^[\x21-\x7e]{1,128}$/.test(client.client_id)
      ? undefined
      : 'client_id must be 1 to 128 visible ASCII characters.',
  (client) =>
    grantTypesOf(client).length > 0 && grantTypesOf(client).every((grant) => GRANT_TYPES.includes(grant))
      ? undefined
      : 'grant_types may hold authorization_code and client_credentials.',
  (client) =>
    client.redirect_uris.length > 0 || !redirects(client)
      ? undefined
      : 'redirect_uris must name at least one address.',
  (client) => [...client.redirect_uris, ...(client.post_logout_redirect_uris ?? [])].flatMap(uriFault),
  (client) => [client.policy_uri ?? [], client.tos_uri ?? []].flat().flatMap(uriFault),
  (client) =>
    client.sector_identifier === undefined && hostsOf(client.redirect_uris).size > 1
      ? 'sector_identifier is needed because the redirect URIs have several hosts (OIDC Core §8.1).'
      : undefined,
  (client) =>
    client.token_endpoint_auth_method === 'private_key_jwt' && !client.jwks?.keys.length
      ? 'jwks must hold the public keys for private_key_jwt; jwks_uri is not fetched.'
      : undefined,
  (client) =>
    client.token_endpoint_auth_method !== 'private_key_jwt' &&
    !/^[\w-]{43}$/.test(client.client_secret_hash ?? '')
      ? 'client_secret_hash must be the SHA-256 of the secret, base64url.'
      : undefined,
  (client) =>
    client.jwks?.keys.some((key) => 'd' in key || 'k' in key)
      ? 'jwks must hold public keys only.'
      : client.jwks?.keys.flatMap(keyFault),
  (client) => (client.logo_uri === undefined ? undefined : logoFault(client.logo_uri)),
  (client) =>
    client.scope.split(' ').includes('openid') || !redirects(client)
      ? undefined
      : 'scope must include openid.',
  (client) =>
    !actsAlone(client) || ORGANISATION_SCOPES.some((scope) => client.scope.split(' ').includes(scope))
      ? undefined
      : `scope must include one of ${ORGANISATION_SCOPES.join(', ')} for client_credentials.`,
  (client) =>
    !actsAlone(client) || /^[\w.-]{1,64}$/.test(client.organisation_id ?? '')
      ? undefined
      : 'organisation_id must name the organisation whose system this is, for client_credentials.',
];

const GRANT_TYPES: readonly string[] = ['authorization_code', 'client_credentials'];
const redirects = (client: Client): boolean => grantTypesOf(client).includes('authorization_code');
const actsAlone = (client: Client): boolean => grantTypesOf(client).includes('client_credentials');

/** RFC 6749 §3.1.2: absolute, no fragment; RFC 8252 §7.3: http only on a loopback address. */
function uriFault(text: string): string[] {
  const uri = URL.parse(text);
  if (uri === null) return [`The address ${text} is not absolute.`];
  if (text.includes('#')) return [`The address ${text} must not have a fragment.`];
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(uri.hostname);
  if (uri.protocol === 'https:' || (uri.protocol === 'http:' && loopback)) return [];
  return [`The address ${text} must be https.`];
}

const keyFault = (key: JWK): string[] =>
  isPublicKey(key)
    ? []
    : [`jwks: the key ${key.kid ?? `of kty ${key.kty}`} is no public key that can be used.`];

const LOGO_LIMIT_CHARACTERS = 32_768;

/** Our pages load nothing from elsewhere, so that nobody else learns who signs in where: the picture comes along. */
function logoFault(text: string): string | undefined {
  if (!/^data:image\/(svg\+xml|png|jpeg|webp);base64,[A-Za-z0-9+/]+=*$/.test(text))
    return 'logo_uri must be the picture itself: data:image/svg+xml;base64,… (or png, jpeg, webp).';
  if (text.length > LOGO_LIMIT_CHARACTERS)
    return `logo_uri must have at most ${LOGO_LIMIT_CHARACTERS} characters.`;
  return undefined;
}

/** The distinct hosts of addresses. */
export function hostsOf(uris: readonly string[]): ReadonlySet<string> {
  return new Set(uris.map((uri) => URL.parse(uri)?.host ?? ''));
}
