import type { ClientMetadata } from '../../contracts/relying-parties.ts';
import type { MutualTlsPlace } from '../client/mutual-tls-faults.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import type { Randomness } from '../randomness.ts';
import type { SendQuotas } from '../send-quota/send-quotas.ts';
import { requireFaultless } from './fault.ts';
import { clientOf } from './metadata.ts';
import type { Registration } from './registration.ts';
import { announcedSector, requireSector } from './require-sector.ts';
import { takeRun } from './run-checks.ts';
import { withSecret } from './secret.ts';

export interface NewRegistrationDeps {
  readonly randomness: Pick<Randomness, 'id' | 'secret'>;
  readonly door: GuardedDoor;
  readonly quotas: Pick<SendQuotas, 'take'>;
  readonly settings: MutualTlsPlace;
}

/**
 * A client of the sandbox, judged by every rule (RFC 7591 §2, B12), and its secret if it has one.
 * @throws Refusal unprocessable `invalid-client-metadata`
 */
export async function newRegistration(
  metadata: ClientMetadata,
  owner: string,
  now: Date,
  { randomness, door, quotas, settings }: NewRegistrationDeps,
): Promise<{ readonly registration: Registration & { readonly owner: string }; readonly secret?: string }> {
  const at = now.toISOString();
  const announced = announcedSector(metadata);
  const client = clientOf(metadata, {
    client_id: randomness.id(),
    status: 'active',
    environment: 'sandbox',
    registered_at: at,
    changed_at: at,
    ...(announced !== undefined && { sector_identifier: announced }),
  });
  const { record, secret } = withSecret(client, client, randomness);
  requireFaultless(record, settings);
  if (announced !== undefined) await takeRun(owner, now, quotas);
  await requireSector(metadata, door);
  return { registration: { ...record, owner, version: 1 }, ...(secret !== undefined && { secret }) };
}
