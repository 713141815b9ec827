import type { JWK } from 'jose';
import { fits, importKeys } from '../client-keys/fitting-keys.ts';
import type { Client } from './client.ts';
import { rulesOf } from './client-profile.ts';
import type { ClientRule } from './client-rule.ts';

const KEY_MANAGEMENT: readonly string[] = ['ECDH-ES', 'RSA-OAEP', 'RSA-OAEP-256'];

/** What is encrypted for a client, each with its signature and content encryption. */
const ANSWERS = ['id_token', 'userinfo', 'authorization', 'introspection'] as const;

/** What a client signs. */
const SIGNED_BY_CLIENT = [
  'token_endpoint_auth_signing_alg',
  'request_object_signing_alg',
  'backchannel_authentication_request_signing_alg',
] as const satisfies readonly (keyof Client)[];

/** What is signed for it. */
const SIGNED_FOR_CLIENT = [
  'id_token_signed_response_alg',
  'userinfo_signed_response_alg',
  'authorization_signed_response_alg',
  'introspection_signed_response_alg',
] as const satisfies readonly (keyof Client)[];

export const CRYPTOGRAPHY_RULES: readonly ClientRule[] = [
  ({ jwks, jwks_uri }) =>
    jwks !== undefined && jwks_uri !== undefined
      ? 'jwks and jwks_uri must not be given together (RFC 7591 §2).'
      : undefined,
  (client) =>
    needOfKeys(client) !== undefined && client.jwks_uri === undefined && !client.jwks?.keys.length
      ? `jwks, or jwks_uri, must hold the public keys for ${needOfKeys(client)}.`
      : undefined,
  ({ jwks }) =>
    jwks?.keys.some((key) => 'd' in key || 'k' in key || key.kty === 'oct')
      ? 'jwks must hold public keys only.'
      : jwks?.keys.flatMap(keyFault),
  (client) => SIGNED_BY_CLIENT.flatMap((member) => clientAlgorithmFault(member, client)),
  (client) =>
    SIGNED_FOR_CLIENT.flatMap((member) => {
      const alg = client[member];
      if (
        alg === undefined ||
        ((alg === 'ES256' || alg === 'RS256') && rulesOf(client).clientAlgorithms.includes(alg))
      )
        return [];
      return [
        `${member} must be ${rulesOf(client).clientAlgorithms.includes('RS256') ? 'ES256 or RS256' : 'ES256 (FAPI 2.0 Security Profile §5.4.1)'}.`,
      ];
    }),
  (client) => ANSWERS.flatMap((answer) => encryptionFault(answer, client)),
];

/** The first member that takes keys of the client. */
function needOfKeys(client: Client): string | undefined {
  if (client.token_endpoint_auth_method === 'private_key_jwt') return 'private_key_jwt';
  if (client.require_signed_request_object || rulesOf(client).signedRequestRequired)
    return 'signed request objects';
  const signed = SIGNED_BY_CLIENT.find(
    (member) => member !== 'token_endpoint_auth_signing_alg' && client[member] !== undefined,
  );
  return (
    signed ??
    ANSWERS.map((answer) => `${answer}_encrypted_response_alg` as const).find(
      (member) => client[member] !== undefined,
    )
  );
}

const keyFault = (key: JWK): string[] =>
  importKeys([key]).length === 1
    ? []
    : [`jwks: the key ${key.kid ?? `of kty ${key.kty}`} is no public key that can be used.`];

function clientAlgorithmFault(member: (typeof SIGNED_BY_CLIENT)[number], client: Client): string[] {
  const alg = client[member];
  if (alg === undefined) return [];
  const allowed = rulesOf(client).clientAlgorithms;
  if (!allowed.includes(alg)) {
    return [`${member} must be one of ${allowed.join(', ')} in the profile ${client.profile}.`];
  }
  return lacksKey(client, alg, 'sig') ? [`${member}: no key in jwks is for ${alg}.`] : [];
}

/** OIDC Registration §2, JARM §3: `enc` only with `alg`; a key to encrypt with. */
function encryptionFault(answer: (typeof ANSWERS)[number], client: Client): string[] {
  const [alg, enc] = [client[`${answer}_encrypted_response_alg`], client[`${answer}_encrypted_response_enc`]];
  const [algName, encName] = [`${answer}_encrypted_response_alg`, `${answer}_encrypted_response_enc`];
  if (alg === undefined)
    return enc === undefined ? [] : [`${encName} needs ${algName} (OIDC Registration §2).`];
  if (!KEY_MANAGEMENT.includes(alg)) return [`${algName} must be one of ${KEY_MANAGEMENT.join(', ')}.`];
  if (enc !== 'A256GCM')
    return [`${encName} must be A256GCM (what is meant when it is left out, A128CBC-HS256, is not offered).`];
  return lacksKey(client, alg, 'enc') ? [`${algName}: no key in jwks is for ${alg} (use enc, or none).`] : [];
}

/** Keys by address are looked at by the checks of the portal, which may call it. */
const lacksKey = ({ jwks }: Client, alg: string, use: 'sig' | 'enc'): boolean =>
  jwks !== undefined && jwks.keys.length > 0 && !importKeys(jwks.keys).some((key) => fits(key, alg, use));
