import { type OperatorsClient, parseOperatorsClient } from '../lambdas/contracts/relying-parties.ts';
import { clientFaults } from '../lambdas/domain/client/client-faults.ts';
import { mutualTlsFaults } from '../lambdas/domain/client/mutual-tls-faults.ts';
import { clientOf } from '../lambdas/domain/client-registration/metadata.ts';
import type { Registration } from '../lambdas/domain/client-registration/registration.ts';
import { withSecret } from '../lambdas/domain/client-registration/secret.ts';
import { hashSecret } from '../lambdas/domain/secret-hash.ts';
import { randomness } from '../lambdas/shell/randomness.ts';
import type { Stage } from '../lib/stages.ts';

/** An entry of the file that is sound, with the client it makes; `made` is a secret that was made for it. */
export interface SoundEntry {
  readonly client: Omit<Registration, 'version'>;
  readonly made?: string;
  /** Members nobody knows, which RFC 7591 §2 has ignored. */
  readonly ignored: readonly string[];
}

/**
 * Judges one entry by every rule of registration that needs no call. The operator is the approver: what is imported is in production
 * unless it says `sandbox`.
 * @param before the client of the same id, if there is one: what the entry does not say of secret and owner stays
 * @returns the client, or a sentence for each fault
 */
export function judgeEntry(
  given: unknown,
  before: Registration | undefined,
  { settings }: Pick<Stage, 'settings'>,
  now: Date,
): SoundEntry | readonly string[] {
  const parsed = parseOperatorsClient(given);
  if (!('entry' in parsed)) return parsed;
  const { entry, unknown: ignored } = parsed;
  const client_id = entry.client_id ?? randomness.id();
  const known = clientFrom({ ...entry, client_id }, before, settings.RELYING_PARTIES.allowsLoopback, now);
  const { record: client, secret } = withSecret(known, known, randomness);
  const faults = [...clientFaults(client), ...mutualTlsFaults(client, settings.RELYING_PARTIES)];
  if (faults.length > 0)
    return ignored.length === 0 ? faults : [...faults, `${ignored.join(', ')}: not understood.`];
  return { client, ...(secret !== undefined && { made: secret }), ignored };
}

type Named = OperatorsClient & { readonly client_id: string };

function clientFrom(
  { client_id, client_secret, environment, ...entry }: Named,
  before: Registration | undefined,
  allowsLoopback: boolean,
  now: Date,
): Omit<Registration, 'version'> {
  const {
    organisation_id,
    resource_server,
    require_pkce,
    sector_identifier,
    status = 'active',
    ...metadata
  } = entry;
  const hash = client_secret === undefined ? before?.client_secret_hash : hashSecret(client_secret);
  const sector = sector_identifier ?? hostOf(entry.sector_identifier_uri);
  const place = environment ?? before?.environment ?? (allowsLoopback ? undefined : 'production');
  return clientOf(
    { token_endpoint_auth_method: usualMethod(client_secret, metadata), ...metadata },
    {
      client_id,
      status,
      ...(organisation_id !== undefined && { organisation_id }),
      ...(resource_server !== undefined && { resource_server }),
      ...(require_pkce !== undefined && { require_pkce }),
      ...(sector !== undefined && { sector_identifier: sector }),
      ...(hash !== undefined && { client_secret_hash: hash }),
      ...(place !== undefined && { environment: place }),
      ...(before?.owner !== undefined && { owner: before.owner }),
      registered_at: before?.registered_at ?? now.toISOString(),
      changed_at: now.toISOString(),
    },
  );
}

const hostOf = (address: string | undefined): string | undefined =>
  address === undefined ? undefined : URL.parse(address)?.host;

/** RFC 7591 §2 says `client_secret_basic`; an entry with keys and no secret means its keys. */
function usualMethod(
  secret: string | undefined,
  { jwks, jwks_uri }: OperatorsClient,
): 'client_secret_post' | 'private_key_jwt' | 'client_secret_basic' {
  if (secret !== undefined) return 'client_secret_post';
  return jwks === undefined && jwks_uri === undefined ? 'client_secret_basic' : 'private_key_jwt';
}
