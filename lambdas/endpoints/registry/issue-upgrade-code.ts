import type { UpgradeCodeRequest, UpgradeCodeView } from '../../contracts/registry.ts';
import type { OneTimeCodeSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { upgradeCodeOwner } from '../../domain/account/upgrade-code.ts';
import type { TellHolderDeps } from '../../domain/certificate-holder/tell-holder.ts';
import { Refusal } from '../../domain/errors.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import {
  type CounterDeps,
  recordAct,
  requireClerk,
  requirePerson,
  tellAct,
} from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface IssueUpgradeCodeDeps extends CounterDeps, TellHolderDeps {
  readonly codeSettings: OneTimeCodeSettings;
  readonly accounts: Accounts;
  readonly codes: Pick<OneTimeCodes, 'issue'>;
}

/**
 * POST /api/registry/people/{account}/upgrade-code (D8): the operator compared the documents with the person and the profile; the code,
 * shown once and typed at home within a day, proves that it was this very person.
 */
export async function issueUpgradeCode(
  request: HttpRequest<UpgradeCodeRequest>,
  deps: IssueUpgradeCodeDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const operator = await requireClerk(request, deps);
  const account = await requirePerson(request.params.account ?? '', deps.accounts);
  requireUpgradable(account);
  const details = { compared: Object.keys(body.compared).join(' ') };
  const event = 'registry.upgrade-code-issued';
  await recordAct({ event, subject: account.id, operator, at: now, details }, deps);
  const rules = deps.codeSettings.email;
  const { code, expiresAt } = await deps.codes.issue({ ...upgradeCodeOwner(account.id), ...rules, now });
  await tellAct(account, 'upgrade-code-issued', now.toISOString(), deps);
  const view: UpgradeCodeView = { code, expiresAt: expiresAt.toISOString() };
  return { status: 201, body: view };
}

function requireUpgradable({ status, level }: Account): void {
  if (status !== 'active') {
    throw new Refusal(
      'conflict',
      'person-not-active',
      'This identity is not active: no level can be raised.',
    );
  }
  if (level !== 'low') {
    throw new Refusal(
      'conflict',
      'level-already-substantial',
      'This identity is of the level "substantial" already.',
    );
  }
}
