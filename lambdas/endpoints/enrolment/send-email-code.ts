import type * as v from 'valibot';
import { type EmailRequest, ENROLMENT_LINKS } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings, OneTimeCodeSettings } from '../../contracts/settings.ts';
import type { AccountHandles } from '../../domain/account/accounts.ts';
import { codeOwner, pendingProof } from '../../domain/enrolment/address-proof.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { emailLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import type { Links } from '../../domain/link/links.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderEmail } from '../../domain/message/template.ts';
import { emailAlreadyKnown } from '../../domain/message/templates/email-already-known.ts';
import { emailCode } from '../../domain/message/templates/email-code.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SendEmailCodeDeps {
  readonly settings: EnrolmentSettings;
  readonly codeSettings: OneTimeCodeSettings;
  readonly issuer: string;
  readonly dossiers: Dossiers;
  readonly handles: AccountHandles;
  readonly identify: Identify;
  readonly codes: OneTimeCodes;
  readonly links: Links;
  readonly quotas: SendQuotas;
  readonly messenger: Messenger;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/email: sends a code and a link (A2); the same answer when the address already has an identity. */
export async function sendEmailCode(
  request: HttpRequest<v.InferOutput<typeof EmailRequest>>,
  deps: SendEmailCodeDeps,
): Promise<HttpResponse> {
  const { now, sourceIp } = request;
  const { email } = request.body;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  stepAfter(dossier.enrolment.step, 'send-email-code');
  const handle = await deps.identify('email', email);
  await deps.quotas.take(emailLimits(sourceIp, handle, deps.settings), now);
  const rules = deps.codeSettings.email;
  const owner = codeOwner(dossier.enrolment.id, 'email', handle);
  const issued = await deps.codes.issue({ ...owner, ...rules, now });
  const pending = pendingProof('email', handle, rules, issued);
  const waiting = await deps.dossiers.advance(dossier, { pending }, now, {
    ...dossier.person,
    pendingEmail: email,
  });
  const mail = await mailFor(waiting, handle, issued.code, now, deps);
  await deliverNow(() => deps.messenger.email({ to: email, ...mail }), rules.resendAfterSeconds);
  return { body: toView(waiting) };
}

/** The owner of a known address learns of it by e-mail; whoever typed it learns nothing. */
async function mailFor(
  { enrolment: { id, language } }: Dossier,
  handle: string,
  code: string,
  now: Date,
  deps: SendEmailCodeDeps,
): Promise<ReturnType<typeof renderEmail>> {
  const { lifetimeSeconds } = deps.codeSettings.email;
  const token = await deps.links.create({
    purpose: 'enrolment-email',
    subject: id,
    lifetimeSeconds,
    now,
    data: { handle },
  });
  const known = (await deps.handles.accountOf(handle)) !== undefined;
  if (known) return renderEmail(emailAlreadyKnown, language, { link: `${deps.issuer}/app` });
  const link = `${deps.issuer}${ENROLMENT_LINKS.email}#${token}`;
  return renderEmail(emailCode, language, { code, link, hours: String(Math.floor(lifetimeSeconds / 3600)) });
}
