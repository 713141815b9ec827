import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireUnended } from '../../domain/certificate-holder/live-certificate.ts';
import { Refusal } from '../../domain/errors.ts';
import { recordAct, requireClerk } from '../../domain/registry/counter.ts';
import { requireCertificate } from '../../domain/registry/require-certificate.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { CounterCertificateDeps } from './revoke-certificate.ts';

/** POST /api/registry/certificates/{serial}/suspension (C5): not good until a counter lifts it. */
export async function suspendAtCounter(
  request: HttpRequest,
  deps: CounterCertificateDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const operator = await requireClerk(request, deps);
  const certificate = await requireCertificate(request.params.serial ?? '', deps.certificates);
  requireUnended(certificate, now);
  const { id, kind, applicant } = certificate;
  const details = { certificate: id, kind };
  await recordAct({ event: 'certificate.suspended', subject: applicant, operator, at: now, details }, deps);
  const suspended = await deps.certificates.end({
    certificate,
    reason: 'certificateHold',
    at: now,
    suspendedBy: 'counter',
  });
  if (!suspended) throw suspendedAlready();
  const current = (await deps.certificates.find(id)) ?? certificate;
  return { body: toCertificateView(current, now, deps.settings) };
}

/** The holder could lift their own suspension: the counter must see that this one is not its own. */
const suspendedAlready = (): Refusal =>
  new Refusal(
    'conflict',
    'suspended-already',
    'This certificate is suspended already, perhaps by its holder, who can lift that. To be safe, lift it and suspend it here, or revoke it.',
  );
