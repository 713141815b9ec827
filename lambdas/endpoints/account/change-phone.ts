import type * as v from 'valibot';
import type { PhoneRequest } from '../../contracts/enrolment.ts';
import type { ContactSettings, OneTimeCodeSettings, SmsSettings } from '../../contracts/settings.ts';
import type { AccountHandles } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { contactCodeOwner, requireOther, toCodeView } from '../../domain/contact/contact-code.ts';
import { newPhoneLimits } from '../../domain/contact/contact-limits.ts';
import { requireNewNumber } from '../../domain/contact/require-new-number.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderSms } from '../../domain/message/template.ts';
import { newPhoneTaken } from '../../domain/message/templates/new-phone-taken.ts';
import { phoneCode } from '../../domain/message/templates/phone-code.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangePhoneDeps extends CitizenDeps {
  readonly settings: ContactSettings;
  readonly sms: SmsSettings;
  readonly codeSettings: OneTimeCodeSettings;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly identify: Identify;
  readonly handles: AccountHandles;
  readonly codes: Pick<OneTimeCodes, 'issue'>;
  readonly quotas: SendQuotas;
  readonly messenger: Pick<Messenger, 'sms'>;
}

/** POST /api/account/phone (B11): sends a code to the new number; the same answer where another identity has it (X2). */
export async function changePhone(
  request: HttpRequest<v.InferOutput<typeof PhoneRequest>>,
  deps: ChangePhoneDeps,
): Promise<HttpResponse> {
  const { now, sourceIp: address } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const { account } = citizen;
  const phone = requireNewNumber(request.body.phone, deps.sms.countries);
  requireOther('phone', phone, (await openIdentity(account, deps.personalData)).phone_number);
  const handle = await deps.identify('phone', phone);
  const asked = { accountId: account.id, address, phone, handle };
  await deps.quotas.take(newPhoneLimits(asked, deps.settings, deps.sms), now);
  const rules = deps.codeSettings.phone;
  const issued = await deps.codes.issue({ ...contactCodeOwner(account.id, 'phone', handle), ...rules, now });
  const isTaken = (await deps.handles.accountOf(handle)) !== undefined;
  const data = { code: issued.code, minutes: String(Math.floor(rules.lifetimeSeconds / 60)) };
  const text = renderSms(isTaken ? newPhoneTaken : phoneCode, account.language, data);
  await deliverNow(() => deps.messenger.sms(phone, text), rules.resendAfterSeconds);
  return { body: toCodeView(phone, rules, issued) };
}
