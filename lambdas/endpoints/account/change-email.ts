import type * as v from 'valibot';
import type { EmailRequest, Language } from '../../contracts/enrolment.ts';
import type { ContactSettings, EnrolmentSettings } from '../../contracts/settings.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type AskContactCodeDeps, askContactCode } from '../../domain/contact/ask-contact-code.ts';
import { toCodeView } from '../../domain/contact/contact-code.ts';
import { newEmailLimits } from '../../domain/contact/contact-limits.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderEmail } from '../../domain/message/template.ts';
import { newEmailCode } from '../../domain/message/templates/new-email-code.ts';
import { newEmailTaken } from '../../domain/message/templates/new-email-taken.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangeEmailDeps extends CitizenDeps, AskContactCodeDeps {
  readonly settings: ContactSettings;
  readonly enrolment: Pick<EnrolmentSettings, 'emailsPerAddress' | 'emailsPerMailbox'>;
  readonly messenger: Pick<Messenger, 'email'>;
}

/** POST /api/account/email (B11): sends a code to the new address; the same answer where another identity has it (X2). */
export async function changeEmail(
  request: HttpRequest<v.InferOutput<typeof EmailRequest>>,
  deps: ChangeEmailDeps,
): Promise<HttpResponse> {
  const { now, sourceIp: address, body } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const { account } = citizen;
  const limitsOf = (handle: string) =>
    newEmailLimits({ accountId: account.id, address, handle }, deps.settings, deps.enrolment);
  const { issued, isTaken } = await askContactCode(
    account,
    { kind: 'email', value: body.email, limitsOf },
    now,
    deps,
  );
  const rules = deps.codeSettings.email;
  const mail = mailFor(isTaken, account.language, issued.code, rules.lifetimeSeconds);
  await deliverNow(() => deps.messenger.email({ to: body.email, ...mail }), rules.resendAfterSeconds);
  return { body: toCodeView(body.email, rules, issued) };
}

/** Whose address it is learns that it was tried; whoever typed it learns nothing. */
const mailFor = (isTaken: boolean, language: Language, code: string, lifetimeSeconds: number) =>
  isTaken
    ? renderEmail(newEmailTaken, language, {})
    : renderEmail(newEmailCode, language, { code, hours: String(Math.floor(lifetimeSeconds / 3600)) });
