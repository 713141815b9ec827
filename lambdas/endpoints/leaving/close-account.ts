import type { CloseAccountRequest } from '../../contracts/leaving.ts';
import type { AccountChanges } from '../../domain/account/account-changes.ts';
import {
  CITIZEN_COOKIE,
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import type { AccountErasures } from '../../domain/erasure/account-erasures.ts';
import { Refusal } from '../../domain/errors.ts';
import { type ClosingObstacleDeps, closingObstacles } from '../../domain/leaving/closing-obstacles.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CloseAccountDeps extends CitizenDeps, ClosingObstacleDeps {
  readonly changes: Pick<AccountChanges, 'close'>;
  readonly erasures: AccountErasures;
  readonly cookies: CookieJar;
}

/**
 * DELETE /api/account (B11, GDPR art. 17): one conditional write, after which nobody signs in with the identity, and no session, token
 * or signing key counts. The order to erase goes before it and waits: it finds the account closed, or leaves it alone.
 */
export async function closeAccount(
  request: HttpRequest<CloseAccountRequest>,
  deps: CloseAccountDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const obstacles = await closingObstacles(citizen.account, deps);
  if (obstacles.length > 0) throw handOverFirst();
  await deps.erasures.enqueue({ accountId: citizen.account.id });
  if ((await deps.changes.close(citizen.account, now)) === undefined) throw changedMeanwhile();
  return { status: 204, cookies: [deps.cookies.clear(CITIZEN_COOKIE)] };
}

const handOverFirst = (): Refusal =>
  new Refusal(
    'conflict',
    'hand-over-first',
    'Others rely on you: hand over your organisation, retire your service in production, or wait for the authority’s answer first.',
  );

const changedMeanwhile = (): Refusal =>
  new Refusal(
    'conflict',
    'account-changed',
    'Your identity was changed at the same time elsewhere. Look at it again, then repeat.',
    { next: ['try-again'] },
  );
