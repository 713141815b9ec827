import type { UpgradeRequest } from '../../contracts/account.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AccountChanges } from '../../domain/account/account-changes.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { upgradeCodeOwner } from '../../domain/account/upgrade-code.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UpgradeLevelDeps extends CitizenDeps, TellHolderDeps {
  readonly accounts: Accounts;
  readonly changes: AccountChanges;
  readonly codes: Pick<OneTimeCodes, 'check'>;
  readonly audit: AuditTrail;
}

const RETRIES = 3;

/**
 * POST /api/account/upgrade (D8): the code of the counter raises the level from low to substantial, once. The code is used up before
 * the level is raised; should the raise fail, the counter gives another.
 */
export async function upgradeLevel(
  request: HttpRequest<UpgradeRequest>,
  deps: UpgradeLevelDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireCitizen(request, deps);
  if (account.level !== 'low') throw alreadyRaised();
  await deps.codes.check({ ...upgradeCodeOwner(account.id), code: body.code, now });
  await raise(account, deps);
  await Promise.all([
    deps.audit.record({
      event: 'account.level-raised',
      subject: account.id,
      actor: 'citizen',
      at: now,
      details: { level: 'substantial' },
    }),
    tellHolder(
      account,
      { id: `level-raised:${account.id}:${now.toISOString()}`, template: 'level-raised', page: '/app' },
      deps,
    ),
  ]);
  return { body: { level: 'substantial' } };
}

/** Another change of the account in between does not cost the code. */
async function raise(account: Account, deps: UpgradeLevelDeps): Promise<void> {
  let current: Account | undefined = account;
  for (let attempt = 0; current !== undefined && attempt < RETRIES; attempt += 1) {
    if ((await deps.changes.raise(current, 'substantial')) !== undefined) return;
    current = await deps.accounts.find(account.id);
  }
  throw new Error('The account kept changing while its level was raised.');
}

const alreadyRaised = (): Refusal =>
  new Refusal(
    'conflict',
    'level-already-substantial',
    'Your identity is of the level "substantial" already.',
  );
