import type { JWK } from 'jose';
import { isPublicKey } from '../asn1/public-key.ts';
import type { Client } from '../client/client.ts';
import { AddressUnreachable, type GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { ClientRule } from './client-rule.ts';

/** Public keys are where the client says, wherever it signs or wants something encrypted (OIDC Core §10.1). */
export const keysFinding: ClientRule = async (client, { door }) => {
  const { jwks_uri } = client;
  if (jwks_uri === undefined) {
    return needsKeys(client) && !hasKey(client.jwks?.keys ?? []) ? { code: 'keys-missing' } : undefined;
  }
  try {
    return hasKey(await fetchKeys(jwks_uri, door)) ? undefined : { code: 'keys-unusable', about: jwks_uri };
  } catch (error) {
    if (error instanceof AddressUnreachable) return { code: 'keys-unreachable', about: jwks_uri };
    throw error;
  }
};

const needsKeys = (client: Client): boolean =>
  client.token_endpoint_auth_method === 'private_key_jwt' ||
  client.request_object_signing_alg !== undefined ||
  [
    client.id_token_encrypted_response_alg,
    client.userinfo_encrypted_response_alg,
    client.authorization_encrypted_response_alg,
    client.introspection_encrypted_response_alg,
  ].some((algorithm) => algorithm !== undefined);

const hasKey = (keys: readonly JWK[]): boolean => keys.some(isPublicKey);

/** Empty where the answer is no set of keys. */
async function fetchKeys(address: string, door: GuardedDoor): Promise<readonly JWK[]> {
  const { status, body } = await door.call(address, {
    method: 'GET',
    headers: { accept: 'application/json' },
  });
  if (status !== 200) return [];
  try {
    const set: unknown = JSON.parse(body);
    const keys = typeof set === 'object' && set !== null && 'keys' in set ? set.keys : undefined;
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : [];
  } catch {
    return [];
  }
}
