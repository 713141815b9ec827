import { checkClient } from '../client-check/client-check.ts';
import type { CheckDeps } from '../client-check/client-rule.ts';
import type { SendQuotas } from '../send-quota/send-quotas.ts';
import { wantedClient } from './change-registration.ts';
import type { ClientRegistrations, LastChecks, Registration } from './registration.ts';

export interface RunChecksDeps extends CheckDeps {
  readonly registrations: Pick<ClientRegistrations, 'keepChecks'>;
}

/** Every run, and every list of a sector, calls addresses that the owner named: nobody makes us call often. */
const RUNS = { limit: 120, windowSeconds: 3600 };

/** @throws Refusal too-many `limit-reached` */
export const takeRun = (ownerId: string, now: Date, quotas: Pick<SendQuotas, 'take'>): Promise<void> =>
  quotas.take([{ scope: `client-checks:${ownerId}`, ...RUNS }], now);

/** Checks the client as it would be live, and keeps what was found. */
export async function runChecksOn(
  registration: Registration,
  now: Date,
  deps: RunChecksDeps,
): Promise<LastChecks> {
  const checks = { at: now.toISOString(), results: await checkClient(wantedClient(registration), deps) };
  await deps.registrations.keepChecks(registration, checks);
  return checks;
}
