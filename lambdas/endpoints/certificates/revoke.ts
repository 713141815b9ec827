import type { CertificateRevocationRequest } from '../../contracts/certificates.ts';
import type { CertificateSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { CertificateRecord, RevocationReason } from '../../domain/certificate/certificate-record.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { requireUnended } from '../../domain/certificate-holder/live-certificate.ts';
import {
  type OwnCertificateDeps,
  requireOwnCertificate,
} from '../../domain/certificate-holder/own-certificate.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeDeps extends CitizenDeps, OwnCertificateDeps {
  readonly settings: CertificateSettings;
  readonly audit: AuditTrail;
}

/** What a person may give as a reason (C5); others are the counter's, or follow from a change. */
const REASONS: Readonly<Record<CertificateRevocationRequest['reason'], RevocationReason>> = {
  'key-lost': 'keyCompromise',
  'key-leaked': 'keyCompromise',
  'not-needed': 'cessationOfOperation',
};

/**
 * POST /api/certificates/{serial}/revocation: for good, at once, suspended ones too. It must be easy in an emergency, so that any
 * open session will do. The revocation desk tells the holder.
 */
export async function revokeCertificate(
  request: HttpRequest<CertificateRevocationRequest>,
  deps: RevokeDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireCitizen(request, deps);
  const certificate = await requireOwnCertificate(request.params.serial ?? '', account, deps);
  if (certificate.status !== 'revoked') requireUnended(certificate, now);
  const reason = REASONS[body.reason];
  await deps.certificates.end({ certificate, reason, at: now });
  const ended = (await deps.certificates.find(certificate.id)) ?? certificate;
  if (ended.reason === reason) await record(ended, account.id, body.reason, deps);
  return { body: toCertificateView(ended, now, deps.settings) };
}

/** Once per certificate, also when asked again after a failure in between. */
async function record(
  { id, kind, reason, endedAt }: CertificateRecord,
  accountId: string,
  given: string,
  { audit }: RevokeDeps,
): Promise<void> {
  await audit.record({
    event: 'certificate.revoked',
    subject: accountId,
    actor: 'citizen',
    at: new Date(endedAt ?? 0),
    details: { certificate: id, kind, given, ...(reason !== undefined && { reason }) },
    once: `certificate.revoked#${id}`,
  });
}
