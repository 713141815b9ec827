import type * as v from 'valibot';
import type { TokenRequest } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { HANDOFF_PURPOSE } from '../../domain/enrolment/handoff.ts';
import { toView } from '../../domain/enrolment/view.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Links } from '../../domain/link/links.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ResumeDeps {
  readonly settings: EnrolmentSettings;
  readonly dossiers: Dossiers;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly audit: AuditTrail;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/resume: the scanned QR code opens a session on this device too (A4). */
export async function resume(
  request: HttpRequest<v.InferOutput<typeof TokenRequest>>,
  deps: ResumeDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const { subject } = await deps.links.consume({ token: body.token, purpose: HANDOFF_PURPOSE, now });
  const dossier = await deps.dossiers.load(subject);
  if (dossier === undefined) {
    throw new Refusal('gone', 'enrolment-over', 'This request was cancelled. You can begin a new one.', {
      next: ['restart'],
    });
  }
  const lifetimeSeconds = deps.settings.sessionSeconds;
  const secret = await deps.sessions.open({ subject, lifetimeSeconds, now });
  await deps.audit.record({ event: 'enrolment.resumed', subject, actor: 'citizen', at: now });
  const cookie = deps.cookies.set(ENROLMENT_COOKIE, secret, { maxAgeSeconds: lifetimeSeconds });
  return { cookies: [cookie], body: toView(dossier) };
}
