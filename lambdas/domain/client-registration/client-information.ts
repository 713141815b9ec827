import { grantTypesOf } from '../client/client.ts';
import { metadataOf } from './metadata.ts';
import type { Registration } from './registration.ts';

/**
 * RFC 7591 §3.2.1, RFC 7592 §3: the client as it is registered, with everything the server filled in. The secret only where it was made
 * now: what is kept is its hash.
 */
export function clientInformation(
  registration: Registration,
  { issuer, token, secret }: { readonly issuer: string; readonly token: string; readonly secret?: string },
): Readonly<Record<string, unknown>> {
  const issuedAt = Math.floor(Date.parse(registration.registered_at ?? '') / 1000);
  return {
    client_id: registration.client_id,
    client_id_issued_at: issuedAt,
    ...(secret !== undefined && { client_secret: secret, client_secret_expires_at: 0 }),
    registration_access_token: token,
    registration_client_uri: `${issuer}/oauth/register/${registration.client_id}`,
    ...metadataOf(registration),
    grant_types: grantTypesOf(registration),
    response_types: ['code'],
    subject_type: 'pairwise',
  };
}
