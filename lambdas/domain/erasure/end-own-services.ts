import type { Account } from '../account/account.ts';
import type { ClientRegistrations } from '../client-registration/registration.ts';
import type { Identify } from '../identifier/identify.ts';
import type { PersonaAccounts, Personas } from '../persona/persona.ts';
import type { SignalStreams } from '../signals/signal-stream.ts';
import type { OwnedRecords, OwnedTable } from './owned-records.ts';

export interface EndOwnServicesDeps {
  readonly registrations: Pick<ClientRegistrations, 'of' | 'find' | 'remove'>;
  readonly streams: Pick<SignalStreams, 'find' | 'remove'>;
  readonly personas: Pick<Personas, 'of'>;
  readonly personaAccounts: Pick<PersonaAccounts, 'remove'>;
  readonly identify: Identify;
  readonly owned: Readonly<Record<OwnedTable, OwnedRecords>>;
}

/** The developer's side of a person: sandbox services with their streams, and test personas. Nobody real signs in at either. */
export async function endOwnServices({ id }: Account, _now: Date, deps: EndOwnServicesDeps): Promise<void> {
  for (const { client_id } of await deps.registrations.of(id)) await endSandboxService(client_id, deps);
  for (const persona of await deps.personas.of(id)) {
    for (const table of OF_A_PERSONA) await deps.owned[table].purge(persona.id);
    await deps.personaAccounts.remove(persona, await deps.identify('phone', persona.phone));
  }
}

const OF_A_PERSONA: readonly OwnedTable[] = ['approvals', 'consents', 'grants', 'sign-ins'];

/** A production service stood in the way of leaving; should one have come since, people rely on it, and it stays for an operator. */
async function endSandboxService(
  clientId: string,
  { registrations, streams }: EndOwnServicesDeps,
): Promise<void> {
  const registration = await registrations.find(clientId);
  if (registration === undefined || registration.environment !== 'sandbox') return;
  const stream = await streams.find(clientId);
  if (stream !== undefined) await streams.remove(clientId, stream.streamId);
  if (!(await registrations.remove(registration))) throw new Error('A service changed while it was removed.');
}
