import { type ClientMetadata, METADATA_MEMBERS } from '../../contracts/relying-parties.ts';
import { SCOPES } from '../claims/identity-claims.ts';
import { type Client, grantTypesOf } from '../client/client.ts';
import { clientFaults } from '../client/client-faults.ts';
import { Refusal } from '../errors.ts';

/** What is wrong with one member of metadata. */
export interface Fault {
  readonly field: string;
  readonly sentence: string;
}

/** Everything that is wrong with a client that a person registers; the rules of the protocol first, then those of the portal. */
export function faultsOf(client: Client): readonly Fault[] {
  const protocol = clientFaults(client).map((sentence) => ({ field: fieldOf(sentence, client), sentence }));
  return [...protocol, ...PORTAL_RULES.flatMap((rule) => rule(client) ?? [])];
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
];

const wildcards = (field: keyof ClientMetadata, addresses: readonly string[]): Fault[] =>
  addresses
    .filter((address) => address.includes('*'))
    .map((address) => ({
      field,
      sentence: `${field}: ${address} has a wildcard; name every address whole.`,
    }));

/** The member a sentence speaks of: named in it, or holding the address that is. */
function fieldOf(sentence: string, client: Client): string {
  const members: readonly string[] = METADATA_MEMBERS;
  const named = members.find((name) => new RegExp(`^(The )?${name}\\b`).test(sentence));
  const [address] = /\S+:\/\/\S+/.exec(sentence) ?? [];
  const holds = (name: string): boolean =>
    address !== undefined && [Reflect.get(client, name)].flat().includes(address);
  return named ?? members.find(holds) ?? members.find((name) => sentence.includes(name)) ?? 'client_id';
}

/** @throws Refusal unprocessable `invalid-client-metadata` with every fault */
export function requireFaultless(client: Client): void {
  const faults = faultsOf(client);
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
