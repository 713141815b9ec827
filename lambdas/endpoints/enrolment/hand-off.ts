import { ENROLMENT_LINKS } from '../../contracts/enrolment.ts';
import type { EnrolmentSettings } from '../../contracts/settings.ts';
import { type Dossiers, ENROLMENT_COOKIE } from '../../domain/enrolment/dossier.ts';
import { HANDOFF_PURPOSE } from '../../domain/enrolment/handoff.ts';
import type { Links } from '../../domain/link/links.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface HandOffDeps {
  readonly settings: EnrolmentSettings;
  readonly issuer: string;
  readonly dossiers: Dossiers;
  readonly links: Links;
  readonly cookies: CookieJar;
}

/** POST /api/enrolment/handoff: an address for a QR code with which another device goes on, once, for minutes (A4). */
export async function handOff(request: HttpRequest, deps: HandOffDeps): Promise<HttpResponse> {
  const { now } = request;
  const dossier = await deps.dossiers.ofSession(deps.cookies.read(request.cookies, ENROLMENT_COOKIE), now);
  const lifetimeSeconds = deps.settings.handoffSeconds;
  const token = await deps.links.create({
    purpose: HANDOFF_PURPOSE,
    subject: dossier.enrolment.id,
    lifetimeSeconds,
    now,
  });
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000).toISOString();
  return { body: { url: `${deps.issuer}${ENROLMENT_LINKS.resume}#${token}`, expiresAt } };
}
