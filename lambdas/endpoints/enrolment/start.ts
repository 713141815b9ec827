import type { StartEnrolmentRequest } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import { type Dossier, type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { startLimits } from '../../domain/enrolment/enrolment-limits.ts';
import { newReference } from '../../domain/enrolment/reference.ts';
import { requireEligible } from '../../domain/enrolment/require-eligible.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly sessions: Sessions;
  readonly quotas: SendQuotas;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
  readonly cookies: CookieJar;
}

const DAY_SECONDS = 86_400;

/** POST /api/enrolment: the eligibility gate (A1); opens an enrolment and its session. */
export async function start(
  request: HttpRequest<StartEnrolmentRequest>,
  deps: StartDeps,
): Promise<HttpResponse> {
  const { body, now, sourceIp } = request;
  await deps.quotas.take(startLimits(sourceIp, deps.settings), now);
  requireEligible(body, deps.settings.eligibility, dayIn(deps.settings.timeZone, now));
  const dossier = await openEnrolment(body, now, deps);
  const { id } = dossier.enrolment;
  await deps.audit.record({
    event: 'enrolment.started',
    subject: id,
    actor: 'citizen',
    at: now,
    details: { level: body.level },
  });
  const lifetimeSeconds = deps.settings.sessionSeconds;
  const secret = await deps.sessions.open({ subject: id, lifetimeSeconds, now });
  const cookie = deps.cookies.set(ENROLMENT_COOKIE, secret, { maxAgeSeconds: lifetimeSeconds });
  return { status: 201, cookies: [cookie], body: toView(dossier) };
}

function openEnrolment(
  { level, language, birthdate, countryOfResidence, documentType, documentExpiry }: StartEnrolmentRequest,
  now: Date,
  { dossiers, randomness, settings }: StartDeps,
): Promise<Dossier> {
  const at = now.toISOString();
  const draft = {
    id: randomness.id(),
    reference: newReference(randomness),
    version: 1,
    step: 'started',
    level,
    language,
    createdAt: at,
    updatedAt: at,
    pictures: [],
    attempt: 0,
    expiresAt: Math.floor(now.getTime() / 1000) + settings.abandonedDays * DAY_SECONDS,
  } as const;
  const declared = { birthdate, countryOfResidence, documentType, ...(documentExpiry && { documentExpiry }) };
  return dossiers.create(draft, { declared });
}
