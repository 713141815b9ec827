import type { ClientMetadata } from '../../contracts/relying-parties.ts';
import { SCOPES } from '../claims/identity-claims.ts';
import { CIBA_GRANT, type Client, grantTypesOf } from '../client/client.ts';
import { clientFaults } from '../client/client-faults.ts';
import { type MutualTlsPlace, mutualTlsFaults } from '../client/mutual-tls-faults.ts';
import { Refusal } from '../errors.ts';

/** What is wrong with one member of metadata. */
export interface Fault {
  readonly field: string;
  readonly sentence: string;
}

/** Everything that is wrong with a client that a person registers; the rules of the protocol first, then those of the portal. */
export function faultsOf(client: Client, place: MutualTlsPlace): readonly Fault[] {
  const sentences = [...clientFaults(client), ...mutualTlsFaults(client, place)];
  const protocol = sentences.map((sentence) => ({ field: memberOf(sentence), sentence }));
  const own = PORTAL_RULES.flatMap((rule) => rule(client) ?? []);
  return [...protocol, ...own].filter(({ field }) => field !== 'organisation_id'); // an operator's to say
}

type Rule = (client: Client) => Fault | readonly Fault[] | undefined;

const PORTAL_RULES: readonly Rule[] = [
  ({ redirect_uris, post_logout_redirect_uris = [] }) => [
    ...wildcards('redirect_uris', redirect_uris),
    ...wildcards('post_logout_redirect_uris', post_logout_redirect_uris),
  ],
  ({ scope }) =>
    scope
      .split(' ')
      .filter((each) => !Object.hasOwn(SCOPES, each) && each !== 'offline_access')
      .map((each) => ({ field: 'scope', sentence: `scope: ${each} is unknown here.` })),
  (client) =>
    grantTypesOf(client).includes('client_credentials')
      ? { field: 'grant_types', sentence: 'grant_types: client_credentials is given by operators only.' }
      : undefined,
  (client) =>
    client.environment === 'production' && grantTypesOf(client).includes(CIBA_GRANT) && !provesSector(client)
      ? {
          field: 'jwks_uri',
          sentence:
            'jwks_uri is needed in production for CIBA, at the host of redirect_uris or named by the list of sector_identifier_uri, with private_key_jwt or backchannel_authentication_request_signing_alg (CIBA Core §4).',
        }
      : undefined,
];

/**
 * CIBA gives people's identifiers of a sector away without ever calling an address of it: that the client is of the sector shows in
 * its keys, which lie there and sign what it asks.
 */
function provesSector(client: Client): boolean {
  const { jwks_uri, redirect_uris, sector_identifier_uri } = client;
  const signs =
    client.token_endpoint_auth_method === 'private_key_jwt' ||
    client.backchannel_authentication_request_signing_alg !== undefined;
  if (jwks_uri === undefined || !signs) return false;
  const host = URL.parse(jwks_uri)?.host;
  return sector_identifier_uri !== undefined || redirect_uris.some((uri) => URL.parse(uri)?.host === host);
}

const wildcards = (field: keyof ClientMetadata, addresses: readonly string[]): Fault[] =>
  addresses
    .filter((address) => address.includes('*'))
    .map((address) => ({
      field,
      sentence: `${field}: ${address} has a wildcard; name every address whole.`,
    }));

/** Every sentence begins with the member it speaks of, or with what is in it: `purpose.fr`. */
const memberOf = (sentence: string): string => /^[a-z_]+(\.[\w-]+)?/.exec(sentence)?.[0] ?? 'client_metadata';

/** @throws Refusal unprocessable `invalid-client-metadata` with every fault */
export function requireFaultless(client: Client, place: MutualTlsPlace): void {
  const faults = faultsOf(client, place);
  if (faults.length > 0) throw invalidMetadata(faults);
}

export const invalidMetadata = (faults: readonly Fault[]): Refusal =>
  new Refusal(
    'unprocessable',
    'invalid-client-metadata',
    `Correct this: ${faults.map(({ sentence }) => sentence).join(' ')}`,
    {
      fields: faults.map(({ field, sentence }) => ({ field, code: 'invalid', sentence })),
      next: ['try-again'],
    },
  );
