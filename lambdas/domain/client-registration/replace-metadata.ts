import type { ClientMetadata } from '../../contracts/relying-parties.ts';
import { changeRegistration, type Next, wantedClient } from './change-registration.ts';
import { requireFaultless } from './fault.ts';
import type { NewRegistrationDeps } from './new-registration.ts';
import { movedOn } from './refusals.ts';
import type { ClientRegistrations, Registration } from './registration.ts';
import { announcedSector, requireSector } from './require-sector.ts';
import { takeRun } from './run-checks.ts';
import { withSecret } from './secret.ts';

export interface ReplaceMetadataDeps extends NewRegistrationDeps {
  readonly registrations: Pick<ClientRegistrations, 'replace'>;
}

/**
 * Replaces all metadata of a client, judged as a new one is (B12, RFC 7592 §2.2).
 * @returns the record as it is then, and a secret where the client needs one now and had none
 * @throws Refusal unprocessable `invalid-client-metadata`, conflict `relying-party-changed`
 */
export async function replaceMetadata(
  read: Registration,
  metadata: ClientMetadata,
  now: Date,
  deps: ReplaceMetadataDeps,
): Promise<{ readonly registration: Registration; readonly secret?: string }> {
  const announced = announcedSector(metadata);
  const changed = changeRegistration(read, metadata, announced, now);
  const wanted = wantedClient({ ...changed, version: read.version }, announced);
  const { record, secret } = withSecret<Next>(changed, wanted, deps.randomness);
  requireFaultless({ ...wanted, ...secretsOf(record) }, deps.settings);
  if (announced !== undefined) await takeRun(read.owner ?? read.client_id, now, deps.quotas);
  await requireSector(metadata, deps.door);
  if (!(await deps.registrations.replace(read, record))) throw movedOn();
  const registration = { ...record, version: read.version + 1 };
  return { registration, ...(secret !== undefined && { secret }) };
}

const secretsOf = ({ client_secret_hash }: Next) =>
  client_secret_hash === undefined ? {} : { client_secret_hash };
