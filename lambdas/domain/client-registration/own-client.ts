import type { Account } from '../account/account.ts';
import { type CitizenDeps, requireCitizen } from '../citizen-session/require-citizen.ts';
import { noSuchClient } from './refusals.ts';
import type { ClientRegistrations, Registration } from './registration.ts';

export interface OwnClientDeps extends CitizenDeps {
  readonly registrations: ClientRegistrations;
}

interface Request {
  readonly cookies: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, string>>;
  readonly now: Date;
}

/**
 * A client of the person who is logged in.
 * @throws Refusal as `requireCitizen`, not-found `no-such-relying-party` also for another's, so that ids tell nothing
 */
export async function requireOwnClient(
  request: Request,
  deps: OwnClientDeps,
): Promise<{ readonly account: Account; readonly registration: Registration }> {
  const { account } = await requireCitizen(request, deps);
  const registration = await deps.registrations.find(request.params.client ?? '');
  if (registration === undefined || registration.owner !== account.id) throw noSuchClient();
  return { account, registration };
}
