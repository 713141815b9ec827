import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { ensureStarted } from '../../domain/enrolment/submission.ts';
import type { Verifications } from '../../domain/enrolment/verifications.ts';
import { toView } from '../../domain/enrolment/view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowDeps {
  readonly dossiers: Dossiers;
  readonly verifications: Verifications;
  readonly cookies: CookieJar;
}

/** GET /api/enrolment: where the person stands, on any device; also starts a verification that a crash left unstarted. */
export async function show(request: HttpRequest, deps: ShowDeps): Promise<HttpResponse> {
  const secret = deps.cookies.read(request.cookies, ENROLMENT_COOKIE);
  const dossier = await deps.dossiers.ofSession(secret, request.now);
  return { body: toView(await ensureStarted(dossier, deps, request.now)) };
}
