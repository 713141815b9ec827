import { CIBA_GRANT, type Client } from '../client/client.ts';
import { AddressUnreachable, type GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { ClientRule, Finding } from './client-rule.ts';

type Sectored = Pick<Client, 'sector_identifier_uri' | 'redirect_uris' | 'jwks_uri'> & {
  readonly grant_types?: readonly string[] | undefined;
};

/** Still true what was true at registration. */
export const sectorFinding: ClientRule = async (client, { door }) => {
  const sector = await sectorOf(client, door);
  return typeof sector === 'object' ? sector : undefined;
};

/**
 * The host that decides the pairwise subject (OIDC Core §8.1): of the address whose JSON array holds every redirect URI, as OIDC
 * Registration §5 has it checked; undefined where there is no such address.
 */
export async function sectorOf(client: Sectored, door: GuardedDoor): Promise<string | undefined | Finding> {
  const { sector_identifier_uri: address } = client;
  if (address === undefined) return undefined;
  if (!address.startsWith('https://') && URL.parse(address)?.protocol !== 'http:')
    return { code: 'sector-unreachable', about: address };
  try {
    const { status, body } = await door.call(address, {
      method: 'GET',
      headers: { accept: 'application/json' },
    });
    const listed = status === 200 ? listOf(body) : [];
    const missing = toBeListed(client).find((uri) => !listed.includes(uri));
    return missing === undefined ? new URL(address).host : { code: 'sector-incomplete', about: missing };
  } catch (error) {
    if (error instanceof AddressUnreachable) return { code: 'sector-unreachable', about: address };
    throw error;
  }
}

/**
 * A CIBA client is answered at no redirect URI, so that these prove nothing: whoever holds the keys at its `jwks_uri` is of the sector
 * (CIBA Core §4).
 */
function toBeListed({ redirect_uris, grant_types, jwks_uri }: Sectored): readonly string[] {
  return grant_types?.includes(CIBA_GRANT) ? [...redirect_uris, jwks_uri ?? 'jwks_uri'] : redirect_uris;
}

function listOf(body: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(body);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
