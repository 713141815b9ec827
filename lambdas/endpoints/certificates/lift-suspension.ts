import type { CertificateSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireSuspended } from '../../domain/certificate-holder/live-certificate.ts';
import {
  type OwnCertificateDeps,
  requireOwnCertificate,
} from '../../domain/certificate-holder/own-certificate.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface LiftSuspensionDeps extends CitizenDeps, OwnCertificateDeps {
  readonly settings: CertificateSettings;
  readonly audit: AuditTrail;
}

/**
 * DELETE /api/certificates/{serial}/suspension: the holder takes their own suspension back, with the PIN typed just now (C5). What the
 * counter suspended only the counter lifts: whoever asked for it may have lost phone and PIN.
 */
export async function liftSuspension(request: HttpRequest, deps: LiftSuspensionDeps): Promise<HttpResponse> {
  const { now } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const certificate = await requireOwnCertificate(request.params.serial ?? '', citizen.account, deps);
  requireSuspended(certificate, now);
  if (certificate.suspendedBy !== 'holder') throw suspendedByCounter();
  await deps.certificates.lift(certificate, now);
  await deps.audit.record({
    event: 'certificate.lifted',
    subject: citizen.account.id,
    actor: 'citizen',
    at: now,
    details: { certificate: certificate.id, kind: certificate.kind },
  });
  const current = (await deps.certificates.find(certificate.id)) ?? certificate;
  return { body: toCertificateView(current, now, deps.settings) };
}

const suspendedByCounter = (): Refusal =>
  new Refusal(
    'forbidden',
    'suspended-by-counter',
    'This certificate was suspended at a counter, and only a counter can lift that.',
    { next: ['counter'] },
  );
