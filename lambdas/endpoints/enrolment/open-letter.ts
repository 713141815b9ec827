import type * as v from 'valibot';
import type { TokenRequest } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { mayDo, stepAfter } from '../../domain/enrolment/steps.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Links } from '../../domain/link/links.ts';
import { LETTER_PURPOSE, type LetterOffice } from '../../domain/registered-letter/letter-office.ts';
import { isUnclaimed } from '../../domain/registered-letter/unclaimed.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface OpenLetterDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly sessions: Sessions;
  readonly letters: LetterOffice;
  readonly links: Links;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/letter: the link of the registered letter opens the secure space, on whichever device (A6). */
export async function openLetter(
  request: HttpRequest<v.InferOutput<typeof TokenRequest>>,
  deps: OpenLetterDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const link = await deps.links.find({ token: body.token, purpose: LETTER_PURPOSE, now });
  const dossier = link && (await deps.dossiers.load(link.subject));
  if (dossier === undefined || dossier.enrolment.letter?.id !== link?.data.letter) throw letterOver();
  const opened = mayDo(dossier.enrolment.step, 'open-letter')
    ? await acceptOnce(dossier, now, deps)
    : await comeBack(dossier, now, deps);
  const lifetimeSeconds = deps.settings.sessionSeconds;
  const secret = await deps.sessions.open({ subject: opened.enrolment.id, lifetimeSeconds, now });
  const cookie = deps.cookies.set(ENROLMENT_COOKIE, secret, { maxAgeSeconds: lifetimeSeconds });
  return { cookies: [cookie], body: toView(opened) };
}

/** Of two openings at once one accepts, and the other comes back to what it accepted. */
async function acceptOnce(dossier: Dossier, now: Date, deps: OpenLetterDeps): Promise<Dossier> {
  try {
    return await accept(dossier, now, deps);
  } catch (error) {
    if (!(error instanceof Refusal && error.code === 'enrolment-changed')) throw error;
    return comeBack((await deps.dossiers.load(dossier.enrolment.id)) ?? dossier, now, deps);
  }
}

/** The first opening accepts the letter; evidence is kept before the content is handed over. */
async function accept(dossier: Dossier, now: Date, deps: OpenLetterDeps): Promise<Dossier> {
  const { step, letter, id } = dossier.enrolment;
  if (letter === undefined) throw letterOver();
  if (isUnclaimed(letter, deps.settings.letterDays, deps.settings.timeZone, now)) {
    await deps.letters.record(dossier, 'AcceptanceRejectionExpiry', now, ['not-opened-in-time']);
    throw letterOver();
  }
  await deps.letters.record(dossier, 'ConsignmentAcceptance', now);
  const opened = await deps.dossiers.advance(
    dossier,
    { step: stepAfter(step, 'open-letter'), letter: { ...letter, openedAt: now.toISOString() } },
    now,
  );
  await deps.letters.record(opened, 'ContentHandover', now);
  await deps.audit.record({ event: 'enrolment.letter-opened', subject: id, actor: 'citizen', at: now });
  return opened;
}

/** Whoever accepted the letter finds the way back through it, as long as the link lives. */
async function comeBack(dossier: Dossier, now: Date, deps: OpenLetterDeps): Promise<Dossier> {
  if (dossier.enrolment.letter?.openedAt === undefined) throw letterOver();
  await deps.letters.record(dossier, 'ContentAccessTracking', now);
  return dossier;
}

function letterOver(): Refusal {
  return new Refusal(
    'gone',
    'letter-expired',
    'This letter is no longer valid. Begin a new request, or go to a counter.',
    { next: ['restart', 'counter', 'support'] },
  );
}
