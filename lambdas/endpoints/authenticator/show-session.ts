import type { LogInView } from '../../contracts/authenticator.ts';
import { isLive } from '../../domain/certificate-holder/live-certificate.ts';
import { type CertificateSessionDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/authenticator/session: how the person is logged in, as it counts now: by PIN once the certificate is no longer good. */
export async function showSession(request: HttpRequest, deps: CertificateSessionDeps): Promise<HttpResponse> {
  const { session, account } = await requireCitizen(request, deps);
  const { openedAt, expiresAt } = session;
  const certificate =
    session.certificate === undefined ? undefined : await deps.certificates.find(session.certificate);
  const counts = certificate?.holder === account.id && isLive(certificate, request.now);
  const view: LogInView = counts
    ? { method: 'certificate', certificate: certificate.id, openedAt, expiresAt }
    : { method: 'pin', openedAt, expiresAt };
  return { body: view };
}
