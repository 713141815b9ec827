import type { ClientMetadata } from '../../contracts/relying-parties.ts';
import { checkSentence } from '../client-check/check-words.ts';
import { sectorOf } from '../client-check/sector.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import { invalidMetadata } from './fault.ts';

/** Where the list of the sector should be; what is there is looked at after everything that can be judged without a call. */
export const announcedSector = ({ sector_identifier_uri: address }: ClientMetadata): string | undefined =>
  address === undefined ? undefined : URL.parse(address)?.host;

/**
 * The sector as its own list says (OIDC Registration §5), fetched at registration.
 * @throws Refusal unprocessable `invalid-client-metadata`
 */
export async function requireSector(
  { redirect_uris = [], ...metadata }: ClientMetadata,
  door: GuardedDoor,
): Promise<string | undefined> {
  if (metadata.sector_identifier_uri === undefined) return undefined;
  const sector = await sectorOf({ ...metadata, redirect_uris }, door);
  if (typeof sector !== 'object') return sector;
  const sentence = checkSentence({ check: 'sector', result: 'failed', ...sector }, 'en');
  throw invalidMetadata([{ field: 'sector_identifier_uri', sentence }]);
}
