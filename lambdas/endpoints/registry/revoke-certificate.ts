import { COUNTER_REASONS, type CounterRevocationRequest } from '../../contracts/registry.ts';
import type { CertificateSettings } from '../../contracts/settings.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireUnended } from '../../domain/certificate-holder/live-certificate.ts';
import { type CounterDeps, recordAct, requireClerk } from '../../domain/registry/counter.ts';
import { requireCertificate } from '../../domain/registry/require-certificate.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CounterCertificateDeps extends CounterDeps {
  readonly settings: CertificateSettings;
  readonly certificates: Certificates;
}

/** POST /api/registry/certificates/{serial}/revocation (C5): for good; the revocation desk gives the holder notice. */
export async function revokeAtCounter(
  request: HttpRequest<CounterRevocationRequest>,
  deps: CounterCertificateDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const operator = await requireClerk(request, deps);
  const certificate = await requireCertificate(request.params.serial ?? '', deps.certificates);
  requireUnended(certificate, now);
  const { id, kind, applicant } = certificate;
  const details = { certificate: id, kind, given: body.reason, reason: COUNTER_REASONS[body.reason] };
  await recordAct({ event: 'certificate.revoked', subject: applicant, operator, at: now, details }, deps);
  await deps.certificates.end({ certificate, reason: COUNTER_REASONS[body.reason], at: now });
  const ended = (await deps.certificates.find(id)) ?? certificate;
  return { body: toCertificateView(ended, now, deps.settings) };
}
