import type { CertificateIssueRequest, IssuedCertificate } from '../../contracts/certification.ts';
import { toPem } from '../../domain/asn1/read-der.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import { requireApplication } from '../../domain/certificate-application/require-application.ts';
import { certificateFile } from '../../domain/certificate-holder/certificate-file.ts';
import {
  type CandidateDeps,
  loadCandidate,
} from '../../domain/certificate-holder/eligibility/load-candidate.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import { type CompletionDeps, completeIntent } from '../../domain/certificate-issuance/complete.ts';
import { type IntentDeps, recordIntent } from '../../domain/certificate-issuance/intent.ts';
import { requireFittingKey } from '../../domain/certificate-issuance/require-fitting-key.ts';
import { HOLDER_PROFILES } from '../../domain/certificate-profile/profile.ts';
import { requireCertifiable } from '../../domain/certification-request/require-certifiable.ts';
import {
  type Citizen,
  type CitizenDeps,
  requireCitizen,
} from '../../domain/citizen-session/require-citizen.ts';
import { certificateWord } from '../../domain/message/certificate-words.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface IssueDeps extends CitizenDeps, CandidateDeps, IntentDeps, CompletionDeps, TellHolderDeps {
  readonly audit: AuditTrail;
  readonly accounts: CitizenDeps['accounts'] & CompletionDeps['accounts'];
  readonly certificates: CandidateDeps['certificates'];
  readonly personalData: PersonalData;
}

/**
 * POST /api/certificates/applications/{application}/certificate (C1, C9): a confirmed application and a PKCS #10 request make one
 * certificate. Sent again, after a crash too, the same request finishes what was begun and is answered with the same certificate.
 */
export async function issueCertificate(
  request: HttpRequest<CertificateIssueRequest>,
  deps: IssueDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const citizen = await requireCitizen(request, deps);
  const found = await deps.applications.find(request.params.application ?? '');
  const application = requireApplication(found, citizen.account.id, now);
  const key = requireCertifiable(body.request, HOLDER_PROFILES[application.kind]);
  const candidate = await loadCandidate({ ...application, account: citizen.account, now }, deps);
  requireFittingKey(key, candidate);
  const intent = await recordIntent(application.id, key, candidate, deps);
  const certificate = await completeIntent(intent, key.spki, candidate, deps);
  await tell(certificate, citizen, deps);
  return { status: 201, body: await toIssued(certificate, citizen, deps) };
}

/** Recorded and sent once, also when the first answer was lost in between. */
async function tell(
  { id, kind, storage, issuedAt }: CertificateRecord,
  { account }: Citizen,
  deps: IssueDeps,
): Promise<void> {
  await deps.audit.record({
    event: 'certificate.issued',
    subject: account.id,
    actor: 'citizen',
    at: new Date(issuedAt),
    details: { certificate: id, kind, storage },
    once: `certificate.issued#${id}`,
  });
  const data = { certificate: certificateWord(kind, account.language) };
  const told = {
    id: `certificate-issued:${id}`,
    template: 'certificate-issued',
    page: '/app/certificates',
    data,
  };
  await tellHolder(account, told, deps);
}

async function toIssued(
  certificate: CertificateRecord,
  { account }: Citizen,
  { personalData, trust }: IssueDeps,
): Promise<IssuedCertificate> {
  const der = await certificateFile(certificate, account, personalData);
  const issuers = await Promise.all([trust.certificate(certificate.authority), trust.certificate('root')]);
  return {
    serial: certificate.id,
    kind: certificate.kind,
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    keyId: certificate.keyId,
    der: base64(der),
    pem: toPem('CERTIFICATE', der),
    issuers: issuers.map(base64),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
