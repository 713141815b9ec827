import type { Client } from '../client/client.ts';
import { keyedHash } from '../keyed-hash.ts';

/** OIDC Core §8.1: the sector is the registered one, else the host of the redirect URIs. */
export function sectorOf(client: Client): string {
  const sector = client.sector_identifier ?? URL.parse(client.redirect_uris[0] ?? '')?.host;
  if (!sector) throw new Error(`The client ${client.client_id} has no sector.`);
  return sector;
}

/**
 * The person's `sub` for a sector (B8): HMAC-SHA256 of sector and account id, hex, then `v1` (66 characters, as at
 * FranceConnect). It hangs on the account, not on names, so a change of civil status leaves it as it is.
 */
export function pairwiseSubject(secret: Uint8Array, sector: string, accountId: string): string {
  return `${keyedHash(secret, JSON.stringify([sector, accountId])).toString('hex')}v1`;
}
