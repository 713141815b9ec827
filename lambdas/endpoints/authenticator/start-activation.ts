import type * as v from 'valibot';
import type { ActivationRequest, ActivationView } from '../../contracts/authenticator.ts';
import type { OneTimeCodeSettings, SmsSettings } from '../../contracts/settings.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { activationCodeOwner } from '../../domain/activation/activations.ts';
import { requireActivation } from '../../domain/activation/require-activation.ts';
import { smsLimits } from '../../domain/enrolment/enrolment-limits.ts';
import type { Links } from '../../domain/link/links.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderSms } from '../../domain/message/template.ts';
import { activationCode } from '../../domain/message/templates/activation-code.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { maskPhoneNumber } from '../../domain/phone-number/mask-phone-number.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartActivationDeps {
  readonly links: Links;
  readonly accounts: Accounts;
  readonly personalData: PersonalData;
  readonly codes: OneTimeCodes;
  readonly codeSettings: OneTimeCodeSettings;
  readonly sms: SmsSettings;
  readonly quotas: SendQuotas;
  readonly messenger: Pick<Messenger, 'sms'>;
}

/** POST /api/authenticator/activation: sends the second SMS code, to the number proved at enrolment (A11, B4). */
export async function startActivation(
  request: HttpRequest<v.InferOutput<typeof ActivationRequest>>,
  deps: StartActivationDeps,
): Promise<HttpResponse> {
  const { now, sourceIp } = request;
  const { account, purpose } = await requireActivation(request.body.token, now, deps);
  const { phone_number: phone, given_name: givenName } = await openIdentity(account, deps.personalData);
  await deps.quotas.take(smsLimits(sourceIp, phone, account.phoneHandle, deps.sms), now);
  const rules = deps.codeSettings.phone;
  const issued = await deps.codes.issue({ ...activationCodeOwner(account), ...rules, now });
  const data = { code: issued.code, minutes: String(Math.floor(rules.lifetimeSeconds / 60)) };
  const text = renderSms(activationCode, account.language, data);
  await deliverNow(() => deps.messenger.sms(phone, text), rules.resendAfterSeconds);
  const view: ActivationView = {
    step: 'code',
    purpose,
    phone: maskPhoneNumber(phone),
    codeLength: rules.length,
    expiresAt: issued.expiresAt.toISOString(),
    resendAt: issued.resendAt.toISOString(),
    triesLeft: issued.triesLeft,
    givenName,
  };
  return { body: view };
}
