import { type ClientMetadata, METADATA_MEMBERS } from '../../contracts/relying-parties.ts';
import type { Client, GrantType } from '../client/client.ts';

/** What the registrar says of a client and its owner cannot. */
export type Assigned = Pick<Client, 'client_id' | 'status'> & Partial<Client>;

/** A client of its metadata, with the defaults of RFC 7591 §2 and of this provider. */
export function clientOf(metadata: ClientMetadata, assigned: Assigned): Client {
  const { response_types: _code, subject_type: _pairwise, grant_types, ...own } = metadata;
  const client = {
    client_name: assigned.client_id,
    redirect_uris: [],
    token_endpoint_auth_method: 'client_secret_basic',
    id_token_signed_response_alg: 'ES256',
    scope: 'openid',
    profile: 'standard',
    ...own,
    ...(grant_types !== undefined && { grant_types: grant_types as readonly GrantType[] }),
    ...assigned,
  };
  return client as Client;
}

/** The members that the owner may see and say. */
export function metadataOf(client: Client): ClientMetadata {
  const members: readonly string[] = METADATA_MEMBERS;
  return Object.fromEntries(Object.entries(client).filter(([name]) => members.includes(name)));
}

/** What stays when metadata is replaced: everything that is not metadata, the sector apart, which follows from it. */
export function assignedOf(client: Client): Assigned {
  const members = new Set<string>([...METADATA_MEMBERS, 'sector_identifier']);
  return Object.fromEntries(Object.entries(client).filter(([name]) => !members.has(name))) as Assigned &
    Record<string, unknown>;
}
