import { CompactEncrypt } from 'jose';
import type { Client, ContentEncryption, KeyManagementAlgorithm } from '../client/client.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/** Of every JWE; ECDH-ES derives the content key itself, the RSA algorithms wrap it (RFC 7518 §4.3, §4.6). */
const CONTENT_ENCRYPTION: ContentEncryption = 'A256GCM';

/**
 * A signed JWT inside a JWE for one client (OIDC Core §10.2, RFC 7519 §11.2: signed first, then encrypted). The header tells `kid`
 * of the client's key where it has one, and `cty` JWT (RFC 7519 §5.2).
 */
export async function encryptToken(
  client: Client,
  jws: string,
  alg: KeyManagementAlgorithm,
  clientKeys: Pick<ClientKeys, 'toEncrypt'>,
): Promise<string> {
  const found = await clientKeys.toEncrypt(client, alg);
  if (found === undefined) {
    throw new InvalidRequest(`The client publishes no key to encrypt with ${alg}.`);
  }
  const { kid } = found.jwk;
  return await new CompactEncrypt(new TextEncoder().encode(jws))
    .setProtectedHeader({ alg, enc: CONTENT_ENCRYPTION, cty: 'JWT', ...(kid !== undefined && { kid }) })
    .encrypt(found.key)
    .catch(() => {
      // A key can be well-formed and no key all the same (an even modulus, a point of small order): the client's fault, no failure of ours.
      throw new InvalidRequest(`The client's key for ${alg} cannot be encrypted to.`);
    });
}
