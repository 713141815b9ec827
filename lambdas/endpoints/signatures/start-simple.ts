import type * as v from 'valibot';
import type { OneTimeCodeSettings, SmsSettings } from '../../contracts/settings.ts';
import type { SimpleSignatureRequest, SimpleSignatureView } from '../../contracts/signatures.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { smsLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderSms } from '../../domain/message/template.ts';
import { simpleSignatureCodeText } from '../../domain/message/templates/simple-signature-code.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { maskPhoneNumber } from '../../domain/phone-number/mask-phone-number.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import {
  type SimpleSignatureContent,
  type SimpleSignatures,
  simpleSignatureCode,
} from '../../domain/simple-signature/simple-signatures.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartSimpleDeps extends CitizenDeps {
  readonly sms: SmsSettings;
  readonly codeSettings: OneTimeCodeSettings;
  readonly personalData: PersonalData;
  readonly signatures: SimpleSignatures;
  readonly codes: OneTimeCodes;
  readonly quotas: SendQuotas;
  readonly messenger: Pick<Messenger, 'sms'>;
  readonly randomness: Randomness;
}

/** Of the digest, in the SMS and on the page: enough to see that both mean the same document. */
const SHOWN_DIGITS = 8;

/** POST /api/signatures/simple: sends a code that signs this one document (D2). */
export async function startSimple(
  request: HttpRequest<v.InferOutput<typeof SimpleSignatureRequest>>,
  deps: StartSimpleDeps,
): Promise<HttpResponse> {
  const { body, now, sourceIp } = request;
  const { account } = await requireCitizen(request, deps);
  const { phone_number: phone } = await openIdentity(account, deps.personalData);
  await deps.quotas.take(smsLimits(sourceIp, phone, account.phoneHandle, deps.sms), now);
  const id = deps.randomness.id();
  const content: SimpleSignatureContent = { name: body.name, phone };
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, content);
  const requestedAt = now.toISOString();
  await deps.signatures.create({
    id,
    accountId: account.id,
    digest: body.digest,
    state: 'waiting',
    sealed,
    requestedAt,
  });
  const rules = deps.codeSettings.phone;
  const issued = await deps.codes.issue({ ...simpleSignatureCode(id), ...rules, now });
  const text = renderSms(simpleSignatureCodeText, account.language, {
    code: issued.code,
    document: body.digest.slice(0, SHOWN_DIGITS),
    minutes: String(Math.floor(rules.lifetimeSeconds / 60)),
  });
  await deliverNow(() => deps.messenger.sms(phone, text), rules.resendAfterSeconds);
  const view: SimpleSignatureView = {
    signature: id,
    state: 'waiting',
    phone: maskPhoneNumber(phone),
    codeLength: rules.length,
    expiresAt: issued.expiresAt.toISOString(),
    resendAt: issued.resendAt.toISOString(),
    triesLeft: issued.triesLeft,
  };
  return { status: 201, body: view };
}
