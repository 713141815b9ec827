import type { CertificateApplicationRequest } from '../../contracts/certificates.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { CertificateApplication } from '../../domain/certificate-application/application.ts';
import { toApplicationView } from '../../domain/certificate-application/application-view.ts';
import type { CertificateApplications } from '../../domain/certificate-application/applications.ts';
import { liveOne } from '../../domain/certificate-holder/eligibility/holdings.ts';
import {
  type CandidateDeps,
  loadCandidate,
} from '../../domain/certificate-holder/eligibility/load-candidate.ts';
import { requireEligible } from '../../domain/certificate-holder/eligibility/require-eligible.ts';
import { fourAttributesOf } from '../../domain/certificate-holder/four-attributes.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ApplyDeps extends CitizenDeps, CandidateDeps {
  readonly applications: CertificateApplications;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

const DAY_SECONDS = 86_400;

/** POST /api/certificates/applications: what is wished for, by whom, and whether it can be had (C9). */
export async function apply(
  request: HttpRequest<CertificateApplicationRequest>,
  deps: ApplyDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireCitizen(request, deps);
  const { kind, storage, organisation: organisationId } = body;
  const candidate = await loadCandidate({ account, kind, storage, organisationId, now }, deps);
  requireEligible(candidate);
  const application: CertificateApplication = {
    id: deps.randomness.id(),
    accountId: account.id,
    kind,
    storage,
    ...(organisationId !== undefined && { organisationId }),
    status: 'to-confirm',
    createdAt: now.toISOString(),
    expiresAt: Math.floor(now.getTime() / 1000) + deps.settings.applicationDays * DAY_SECONDS,
    version: 1,
  };
  await deps.applications.keep(application);
  await deps.audit.record({
    event: 'certificate.applied',
    subject: account.id,
    actor: 'citizen',
    at: now,
    details: { application: application.id, kind, storage },
  });
  const attributes = kind === 'signature' ? fourAttributesOf(candidate.identity) : undefined;
  return {
    status: 201,
    body: toApplicationView(application, { attributes, renews: liveOne(candidate)?.id }),
  };
}
