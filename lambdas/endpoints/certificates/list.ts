import type { CertificateOffer, CertificatesView } from '../../contracts/certificates.ts';
import type { CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { liveOne } from '../../domain/certificate-holder/eligibility/holdings.ts';
import {
  type CandidateDeps,
  loadCandidate,
} from '../../domain/certificate-holder/eligibility/load-candidate.ts';
import { obstacleTo } from '../../domain/certificate-holder/eligibility/require-eligible.ts';
import type { Candidate } from '../../domain/certificate-holder/eligibility/rule.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListCertificatesDeps extends CitizenDeps, CandidateDeps {}

/** GET /api/certificates: a person's own certificates, and what they may apply for now (C1, C8). */
export async function listCertificates(
  request: HttpRequest,
  deps: ListCertificatesDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  const candidate = await loadCandidate({ account, kind: 'authentication', storage: 'file', now }, deps);
  const view: CertificatesView = {
    certificates: candidate.held
      .filter((certificate) => !isUnfinished(certificate))
      .map((certificate) => toCertificateView(certificate, now, deps.settings)),
    offers: [toOffer(candidate, 'authentication'), toOffer(candidate, 'signature')],
  };
  return { body: view };
}

/** An intent that was given up, or whose signature is being made at this moment. */
const isUnfinished = ({ status, der, sealed }: CertificateRecord): boolean =>
  status === 'issuing' || (der === undefined && sealed === undefined);

function toOffer(candidate: Candidate, kind: CertificateOffer['kind']): CertificateOffer {
  const wish = { ...candidate, kind };
  const obstacle = obstacleTo(wish);
  const renews = obstacle === undefined ? liveOne(wish)?.id : undefined;
  return {
    kind,
    possible: obstacle === undefined,
    ...(obstacle !== undefined && { code: obstacle.code }),
    ...(renews !== undefined && { renews }),
  };
}
