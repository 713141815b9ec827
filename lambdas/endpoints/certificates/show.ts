import type { CertificateDetails } from '../../contracts/certificates.ts';
import type { CertificateSettings } from '../../contracts/settings.ts';
import type { CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import { certificateFile, toPem } from '../../domain/certificate-holder/certificate-file.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import {
  type OwnCertificateDeps,
  requireOwnCertificate,
} from '../../domain/certificate-holder/own-certificate.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowCertificateDeps extends CitizenDeps, OwnCertificateDeps {
  readonly settings: CertificateSettings;
  readonly personalData: PersonalData;
}

/** GET /api/certificates/{serial}: one certificate, or its file by `?format=pem|der` (C1). */
export async function showCertificate(
  request: HttpRequest,
  deps: ShowCertificateDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const certificate = await requireOwnCertificate(request.params.serial ?? '', account, deps);
  const der = await certificateFile(certificate, account, deps.personalData);
  switch (request.query.get('format')) {
    case null:
      return { body: toDetails(certificate, der, request.now, deps.settings) };
    case 'pem':
      return { headers: fileHeaders(certificate, 'application/x-pem-file', 'pem'), body: toPem(der) };
    case 'der':
      return { headers: fileHeaders(certificate, 'application/pkix-cert', 'cer'), body: der };
    default:
      throw new Refusal('invalid', 'invalid-fields', 'Give the format "pem" or "der", or none.', {
        fields: [{ field: 'format', code: 'invalid' }],
      });
  }
}

function toDetails(
  certificate: CertificateRecord,
  der: Uint8Array,
  now: Date,
  settings: CertificateSettings,
): CertificateDetails {
  return {
    ...toCertificateView(certificate, now, settings),
    der: Buffer.from(der).toString('base64'),
    pem: toPem(der),
  };
}

const fileHeaders = ({ kind, id }: CertificateRecord, type: string, ending: string) => ({
  'content-type': type,
  'content-disposition': `attachment; filename="${kind}-${id.slice(0, 8)}.${ending}"`,
});
