import type { CertificateSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireUnended } from '../../domain/certificate-holder/live-certificate.ts';
import {
  type OwnCertificateDeps,
  requireOwnCertificate,
} from '../../domain/certificate-holder/own-certificate.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SuspendDeps extends CitizenDeps, OwnCertificateDeps {
  readonly settings: CertificateSettings;
  readonly audit: AuditTrail;
}

/** POST /api/certificates/{serial}/suspension: not good until lifted (C5). One suspended already stays as it is. */
export async function suspendCertificate(request: HttpRequest, deps: SuspendDeps): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  const certificate = await requireOwnCertificate(request.params.serial ?? '', account, deps);
  requireUnended(certificate, now);
  const suspended = await deps.certificates.end({
    certificate,
    reason: 'certificateHold',
    at: now,
    suspendedBy: 'holder',
  });
  if (suspended) {
    await deps.audit.record({
      event: 'certificate.suspended',
      subject: account.id,
      actor: 'citizen',
      at: now,
      details: { certificate: certificate.id, kind: certificate.kind },
    });
  }
  const current = (await deps.certificates.find(certificate.id)) ?? certificate;
  return { body: toCertificateView(current, now, deps.settings) };
}
