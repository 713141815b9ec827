import type * as v from 'valibot';
import type { PhoneRequest } from '../../contracts/enrolment.ts';
import type { OneTimeCodeSettings, SmsSettings } from '../../contracts/settings.ts';
import type { AccountHandles } from '../../domain/account/accounts.ts';
import { codeOwner, pendingProof } from '../../domain/enrolment/address-proof.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { smsLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderSms } from '../../domain/message/template.ts';
import { phoneAlreadyKnown } from '../../domain/message/templates/phone-already-known.ts';
import { phoneCode } from '../../domain/message/templates/phone-code.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import { isMobileNumber, parseMobileNumber } from '../../domain/phone-number/phone-number.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SendPhoneCodeDeps {
  readonly sms: SmsSettings;
  readonly codeSettings: OneTimeCodeSettings;
  readonly dossiers: Dossiers;
  readonly handles: AccountHandles;
  readonly identify: Identify;
  readonly codes: OneTimeCodes;
  readonly quotas: SendQuotas;
  readonly messenger: Messenger;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/phone: sends a code by SMS (A3); the same answer when the number already has an identity. */
export async function sendPhoneCode(
  request: HttpRequest<v.InferOutput<typeof PhoneRequest>>,
  deps: SendPhoneCodeDeps,
): Promise<HttpResponse> {
  const { now, sourceIp } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  stepAfter(dossier.enrolment.step, 'send-phone-code');
  const phone = requireMobile(request.body.phone, deps.sms.countries);
  const handle = await deps.identify('phone', phone);
  await deps.quotas.take(smsLimits(sourceIp, phone, handle, deps.sms), now);
  const rules = deps.codeSettings.phone;
  const owner = codeOwner(dossier.enrolment.id, 'phone', handle);
  const issued = await deps.codes.issue({ ...owner, ...rules, now });
  const pending = pendingProof('phone', handle, rules, issued);
  const waiting = await deps.dossiers.advance(dossier, { pending }, now, {
    ...dossier.person,
    pendingPhone: phone,
  });
  const known = (await deps.handles.accountOf(handle)) !== undefined;
  const data = { code: issued.code, minutes: String(Math.floor(rules.lifetimeSeconds / 60)) };
  const text = renderSms(known ? phoneAlreadyKnown : phoneCode, dossier.enrolment.language, data);
  await deliverNow(() => deps.messenger.sms(phone, text), rules.resendAfterSeconds);
  return { body: toView(waiting) };
}

function requireMobile(text: string, countries: readonly string[]): string {
  const parsed = parseMobileNumber(text, countries);
  if (isMobileNumber(parsed)) return parsed.number;
  throw new Refusal(
    'unprocessable',
    parsed,
    'Give a mobile number that can receive SMS, with its country code if it is a foreign one.',
    { fields: [{ field: 'phone', code: parsed }], next: ['try-again', 'counter'] },
  );
}
