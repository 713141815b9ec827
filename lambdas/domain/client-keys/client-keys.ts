import type { KeyObject } from 'node:crypto';
import type { JWK } from 'jose';
import type { Client } from '../client/client.ts';

/** A client's public key, imported once: importing costs as much as verifying. */
export interface ClientKey {
  readonly jwk: JWK;
  readonly key: KeyObject;
}

/**
 * Public keys of clients: `jwks` as registered, or `jwks_uri` fetched through the guarded door and remembered (OIDC Core §10.1.1).
 * `kid` unknown among the remembered ones fetches again, at most once a minute for each client.
 */
export interface ClientKeys {
  /** Keys that may verify a signature by `alg` with this header `kid`; empty when none fits. */
  toVerify(
    client: Client,
    header: { readonly alg: string; readonly kid?: string },
  ): Promise<readonly ClientKey[]>;
  /** The key to encrypt for the client with `alg` (`use` enc or none, OIDC Core §10.2); undefined when it published none. */
  toEncrypt(client: Client, alg: string): Promise<ClientKey | undefined>;
}
