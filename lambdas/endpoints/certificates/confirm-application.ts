import type { CertificateConfirmationRequest } from '../../contracts/certificates.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { CertificateApplication } from '../../domain/certificate-application/application.ts';
import { toApplicationView } from '../../domain/certificate-application/application-view.ts';
import type { CertificateApplications } from '../../domain/certificate-application/applications.ts';
import { requireApplication } from '../../domain/certificate-application/require-application.ts';
import { requireAttributesConfirmed } from '../../domain/certificate-application/require-attributes-confirmed.ts';
import { liveOne } from '../../domain/certificate-holder/eligibility/holdings.ts';
import {
  type CandidateDeps,
  loadCandidate,
} from '../../domain/certificate-holder/eligibility/load-candidate.ts';
import { requireEligible } from '../../domain/certificate-holder/eligibility/require-eligible.ts';
import { fourAttributesOf } from '../../domain/certificate-holder/four-attributes.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import {
  type Citizen,
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { certificateWord } from '../../domain/message/certificate-words.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ConfirmApplicationDeps extends CitizenDeps, CandidateDeps, TellHolderDeps {
  readonly applications: CertificateApplications;
  readonly audit: AuditTrail;
  readonly personalData: PersonalData;
}

type Request = HttpRequest<CertificateConfirmationRequest>;

/**
 * POST /api/certificates/applications/{application}/confirm (C9): the PIN was typed just now, the rules hold still, and the four
 * attributes are the ones that were shown and ticked. Confirmed once: asking again changes nothing.
 */
export async function confirmApplication(
  request: Request,
  deps: ConfirmApplicationDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, now);
  const found = await deps.applications.find(request.params.application ?? '');
  const application = requireApplication(found, citizen.account.id, now);
  if (application.status === 'issued') throw alreadyIssued();
  const candidate = await loadCandidate({ ...application, account: citizen.account, now }, deps);
  requireEligible(candidate);
  const attributes = application.kind === 'signature' ? fourAttributesOf(candidate.identity) : undefined;
  requireAttributesConfirmed(body.attributes, attributes);
  if (application.status === 'to-confirm' && !(await deps.applications.confirm(application, now))) {
    throw changedElsewhere();
  }
  await record(application, citizen, now, deps);
  const confirmed = { ...application, status: 'confirmed' as const };
  return { body: toApplicationView(confirmed, { attributes, renews: liveOne(candidate)?.id }) };
}

/** Also told when the first confirmation's record failed: each is recorded and sent once. */
async function record(
  { id, kind, storage, confirmedAt }: CertificateApplication,
  { account }: Citizen,
  now: Date,
  deps: ConfirmApplicationDeps,
): Promise<void> {
  await Promise.all([
    deps.audit.record({
      event: 'certificate.confirmed',
      subject: account.id,
      actor: 'citizen',
      at: confirmedAt === undefined ? now : new Date(confirmedAt),
      details: { application: id, kind, storage },
      once: `certificate.confirmed#${id}`,
    }),
    tellHolder(
      account,
      {
        id: `certificate-applied:${id}`,
        template: 'certificate-applied',
        page: '/app/certificates',
        data: { certificate: certificateWord(kind, account.language) },
      },
      deps,
    ),
  ]);
}

const alreadyIssued = (): Refusal =>
  new Refusal(
    'conflict',
    'certificate-application-used',
    'The certificate of this application was issued already.',
  );

const changedElsewhere = (): Refusal =>
  new Refusal(
    'conflict',
    'certificate-application-changed',
    'This application was confirmed at the same time elsewhere. Load the page again.',
    { next: ['try-again'] },
  );
