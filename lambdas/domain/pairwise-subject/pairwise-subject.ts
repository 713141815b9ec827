import type { Client } from '../client/client.ts';
import { keyedHash } from '../keyed-hash.ts';

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost'];

/**
 * OIDC Core §8.1: the sector is the registered one, else the host of the redirect URIs. A loopback address (RFC 8252 §7.3) is
 * everybody's: each client there is a sector of its own, of a name that no host can have.
 */
export function sectorOf(client: Client): string {
  if (client.sector_identifier) return client.sector_identifier;
  const known = sectors.get(client) ?? sectorByRedirectUri(client);
  sectors.set(client, known);
  return known;
}

/** A client is remembered for a while, and asked for its sector at every token of it. */
const sectors = new WeakMap<Client, string>();

function sectorByRedirectUri(client: Client): string {
  const { host, hostname } = URL.parse(client.redirect_uris[0] ?? '') ?? {};
  if (!host || hostname === undefined) throw new Error(`The client ${client.client_id} has no sector.`);
  return LOOPBACK.includes(hostname) ? `the client ${client.client_id}` : host;
}

/**
 * The person's `sub` for a sector (B8): HMAC-SHA256 of sector and account id, hex, then `v1` (66 characters, as at
 * FranceConnect). It hangs on the account, not on names, so a change of civil status leaves it as it is.
 */
export function pairwiseSubject(secret: Uint8Array, sector: string, accountId: string): string {
  return `${keyedHash(secret, JSON.stringify([sector, accountId])).toString('hex')}v1`;
}
