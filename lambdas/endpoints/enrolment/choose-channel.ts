import type * as v from 'valibot';
import { type ChannelRequest, ENROLMENT_LINKS } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { emailLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { Links } from '../../domain/link/links.ts';
import { deliverNow } from '../../domain/message/deliver-now.ts';
import type { Messenger } from '../../domain/message/messenger.ts';
import { renderEmail } from '../../domain/message/template.ts';
import { registeredLetter } from '../../domain/message/templates/registered-letter.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { LETTER_PURPOSE, type LetterOffice } from '../../domain/registered-letter/letter-office.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChooseChannelDeps {
  readonly settings: EnrolmentSettings;
  readonly issuer: string;
  readonly dossiers: Dossiers;
  readonly letters: LetterOffice;
  readonly links: Links;
  readonly quotas: SendQuotas;
  readonly messenger: Messenger;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

const RESEND_SECONDS = 30;

/** PUT /api/enrolment/channel: online (a registered letter is sent, A6) or at a counter (A5); may be changed at any time. */
export async function chooseChannel(
  request: HttpRequest<v.InferOutput<typeof ChannelRequest>>,
  deps: ChooseChannelDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const chosen =
    body.channel === 'online'
      ? await sendLetter(dossier, request, deps)
      : await deps.dossiers.advance(
          dossier,
          { step: stepAfter(dossier.enrolment.step, 'choose-counter'), channel: 'counter' },
          now,
        );
  await deps.audit.record({
    event: 'enrolment.channel-chosen',
    subject: dossier.enrolment.id,
    actor: 'citizen',
    at: now,
    details: { channel: body.channel },
  });
  return { body: toView(chosen) };
}

/** The letter is recorded before it is sent; asking again sends the same letter with a new link. */
async function sendLetter(
  dossier: Dossier,
  { now, sourceIp }: HttpRequest<unknown>,
  deps: ChooseChannelDeps,
): Promise<Dossier> {
  const { enrolment } = dossier;
  const step = stepAfter(enrolment.step, 'choose-online');
  // Whoever opened a letter of this request is in the secure space already.
  if (enrolment.letter?.openedAt !== undefined) {
    return deps.dossiers.advance(dossier, { step: stepAfter(step, 'open-letter'), channel: 'online' }, now);
  }
  await deps.quotas.take(emailLimits(sourceIp, enrolment.emailHandle ?? enrolment.id, deps.settings), now);
  const letter = enrolment.letter ?? { id: deps.randomness.id(), submittedAt: now.toISOString() };
  const sent = await deps.dossiers.advance(dossier, { step, channel: 'online', letter }, now);
  await deps.letters.record(sent, 'SubmissionAcceptance', now);
  await deliverLetter(sent, now, deps);
  await deps.letters.record(sent, 'NotificationForAcceptance', now);
  return sent;
}

async function deliverLetter(dossier: Dossier, now: Date, deps: ChooseChannelDeps): Promise<void> {
  const { id, language, reference, letter } = dossier.enrolment;
  const days = deps.settings.letterDays;
  const token = await deps.links.create({
    purpose: LETTER_PURPOSE,
    subject: id,
    lifetimeSeconds: (days + 1) * 86_400,
    now,
    data: { letter: letter?.id ?? '' },
  });
  const link = `${deps.issuer}${ENROLMENT_LINKS.letter}#${token}`;
  const mail = renderEmail(registeredLetter, language, { reference, link, days: String(days) });
  try {
    await deliverNow(() => deps.messenger.email({ to: dossier.person.email ?? '', ...mail }), RESEND_SECONDS);
  } catch (error) {
    await deps.letters.record(dossier, 'NotificationForAcceptanceFailure', now, ['message-not-sent']);
    throw error;
  }
}
