import type { JWK } from 'jose';
import { type ProviderSettings, providerMetadata } from '../provider-metadata/provider-metadata.ts';
import { transmitterMetadata } from '../signals/transmitter-metadata.ts';

/** What the publications say, besides what is fixed. */
export interface PublicationFacts {
  /** Public origin without a trailing slash. */
  readonly issuer: string;
  readonly settings: ProviderSettings;
  readonly keys: readonly JWK[];
}

/** Media type of a document (RFC 7517 §8.5 for keys). */
export const contentTypeOf = (path: string): string =>
  path === '/oauth/jwks' ? 'application/jwk-set+json' : 'application/json';

/** Every published document by its path; `PUBLICATIONS` of `routes.ts` lists the same paths with their clauses. */
export const PUBLICATION_BODIES: Readonly<Record<string, (facts: PublicationFacts) => object>> = {
  '/.well-known/openid-configuration': ({ issuer, settings }) => providerMetadata(issuer, settings),
  '/.well-known/oauth-authorization-server': ({ issuer, settings }) => providerMetadata(issuer, settings),
  '/.well-known/ssf-configuration': ({ issuer }) => transmitterMetadata(issuer),
  '/oauth/jwks': ({ keys }) => ({ keys }),
};
