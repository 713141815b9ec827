import type { Client, IdTokenAlgorithm, KeyManagementAlgorithm } from '../client/client.ts';
import type { ClientKeys } from '../client-keys/client-keys.ts';
import { signJws } from '../signer/signer.ts';
import type { TokenSigners } from '../signing-key/token-signers.ts';
import { encryptToken } from './encrypt-token.ts';

export interface ClientJwtDeps {
  readonly signers: TokenSigners;
  readonly clientKeys: Pick<ClientKeys, 'toEncrypt'>;
}

/** What a JWT for a client says, and in which wrapping the client registered to get it. */
export interface ClientJwt {
  readonly typ: string;
  readonly claims: object;
  readonly signedBy: IdTokenAlgorithm;
  readonly encryptedBy: KeyManagementAlgorithm | undefined;
}

/** Anything this provider tells one client as a JWT: ID tokens, userinfo, introspection, authorization answers. */
export async function jwtFor(
  client: Client,
  jwt: ClientJwt,
  now: Date,
  deps: ClientJwtDeps,
): Promise<string> {
  const signer = await deps.signers(jwt.signedBy, now);
  const jws = await signJws(signer, { typ: jwt.typ }, jwt.claims);
  return jwt.encryptedBy === undefined
    ? jws
    : await encryptToken(client, jws, jwt.encryptedBy, deps.clientKeys);
}
