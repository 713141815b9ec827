import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireSuspended } from '../../domain/certificate-holder/live-certificate.ts';
import { recordAct, requireClerk } from '../../domain/registry/counter.ts';
import { requireCertificate } from '../../domain/registry/require-certificate.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { CounterCertificateDeps } from './revoke-certificate.ts';

/** DELETE /api/registry/certificates/{serial}/suspension (C5): the counter lifts any suspension, after identification. */
export async function liftAtCounter(
  request: HttpRequest,
  deps: CounterCertificateDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const operator = await requireClerk(request, deps);
  const certificate = await requireCertificate(request.params.serial ?? '', deps.certificates);
  requireSuspended(certificate, now);
  const { id, kind, applicant } = certificate;
  const details = { certificate: id, kind };
  await recordAct({ event: 'certificate.lifted', subject: applicant, operator, at: now, details }, deps);
  await deps.certificates.lift(certificate, now);
  const current = (await deps.certificates.find(id)) ?? certificate;
  return { body: toCertificateView(current, now, deps.settings) };
}
