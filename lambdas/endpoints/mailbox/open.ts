import type * as v from 'valibot';
import type { OpenBoxRequest } from '../../contracts/mailbox.ts';
import type { MailboxSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { BoxItem, BoxItems } from '../../domain/box/box-items.ts';
import { toBoxView } from '../../domain/box/box-view.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { resultLetter } from '../../domain/box/result-letter.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { LetterRules } from '../../domain/letter/letter-desk.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface OpenBoxDeps extends CitizenDeps {
  readonly boxes: Boxes;
  readonly items: BoxItems;
  readonly personalData: PersonalData;
  readonly rules: Pick<LetterRules, 'operatorName' | 'timeZone'>;
  readonly audit: AuditTrail;
  readonly settings: MailboxSettings;
}

/** PUT /api/mailbox (E2): opening is the consent to be written to electronically; the trail keeps when it was given. */
export async function openBox(
  request: HttpRequest<v.InferOutput<typeof OpenBoxRequest>>,
  deps: OpenBoxDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  if ((await deps.boxes.find(account.id)) === undefined) await deps.items.keep(await letterOf(account, deps));
  const box = await deps.boxes.open(account.id, now);
  const at = new Date(box.openedAt);
  const once = `${account.id} ${box.openedAt}`;
  await deps.audit.record({ event: 'mailbox.opened', subject: account.id, actor: 'citizen', at, once });
  return { body: toBoxView(box, account, deps.settings.boxBytes) };
}

/** The first opening files the letter that told of the accepted identity (A10); deleted later, it does not come again. */
const letterOf = (account: Account, { rules, personalData }: OpenBoxDeps): Promise<BoxItem> =>
  resultLetter(account, rules.operatorName, rules.timeZone, personalData);
