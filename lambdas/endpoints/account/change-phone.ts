import type * as v from 'valibot';
import type { PhoneRequest } from '../../contracts/enrolment.ts';
import type { ContactSettings, SmsSettings } from '../../contracts/settings.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type AskContactCodeDeps, askContactCode } from '../../domain/contact/ask-contact-code.ts';
import { toCodeView } from '../../domain/contact/contact-code.ts';
import { newPhoneLimits } from '../../domain/contact/contact-limits.ts';
import { requireNewNumber } from '../../domain/contact/require-new-number.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderSms } from '../../domain/message/template.ts';
import { newPhoneTaken } from '../../domain/message/templates/new-phone-taken.ts';
import { phoneCode } from '../../domain/message/templates/phone-code.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangePhoneDeps extends CitizenDeps, AskContactCodeDeps {
  readonly settings: ContactSettings;
  readonly sms: SmsSettings;
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
  const limitsOf = (handle: string) =>
    newPhoneLimits({ accountId: account.id, address, phone, handle }, deps.settings, deps.sms);
  const { issued, isTaken } = await askContactCode(
    account,
    { kind: 'phone', value: phone, limitsOf },
    now,
    deps,
  );
  const rules = deps.codeSettings.phone;
  const data = { code: issued.code, minutes: String(Math.floor(rules.lifetimeSeconds / 60)) };
  const text = renderSms(isTaken ? newPhoneTaken : phoneCode, account.language, data);
  await deliverNow(() => deps.messenger.sms(phone, text), rules.resendAfterSeconds);
  return { body: toCodeView(phone, rules, issued) };
}
