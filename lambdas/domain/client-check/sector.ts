import type { Client } from '../client/client.ts';
import { AddressUnreachable, type GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { ClientRule, Finding } from './client-rule.ts';

type Sectored = Pick<Client, 'sector_identifier_uri' | 'redirect_uris'>;

/** Still true what was true at registration. */
export const sectorFinding: ClientRule = async (client, { door }) => {
  const sector = await sectorOf(client, door);
  return typeof sector === 'object' ? sector : undefined;
};

/**
 * The host that decides the pairwise subject (OIDC Core §8.1): of the address whose JSON array holds every redirect URI, as OIDC
 * Registration §5 has it checked; undefined where there is no such address.
 */
export async function sectorOf(
  { sector_identifier_uri: address, redirect_uris }: Sectored,
  door: GuardedDoor,
): Promise<string | undefined | Finding> {
  if (address === undefined) return undefined;
  if (!address.startsWith('https://') && URL.parse(address)?.protocol !== 'http:')
    return { code: 'sector-unreachable', about: address };
  try {
    const { status, body } = await door.call(address, {
      method: 'GET',
      headers: { accept: 'application/json' },
    });
    const listed = status === 200 ? listOf(body) : [];
    const missing = redirect_uris.find((uri) => !listed.includes(uri));
    return missing === undefined ? new URL(address).host : { code: 'sector-incomplete', about: missing };
  } catch (error) {
    if (error instanceof AddressUnreachable) return { code: 'sector-unreachable', about: address };
    throw error;
  }
}

function listOf(body: string): readonly unknown[] {
  try {
    const list: unknown = JSON.parse(body);
    return Array.isArray(list) ? list : [];
  } catch {
    return [];
  }
}
