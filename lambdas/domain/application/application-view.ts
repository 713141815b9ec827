import type {
  AnswerContent,
  ApplicationContent,
  ApplicationSummary,
  ApplicationView,
  DocumentProgress,
  IssuedContent,
} from '../../contracts/procedures.ts';
import { toBase64 } from '../signed-document/digest.ts';
import type { Application } from './application.ts';
import {
  bytesToSign,
  type Dossier,
  type DossierDeps,
  type DossierDocument,
  openCopy,
  problemsOfDossier,
} from './dossier.ts';

export function toSummary(application: Application): ApplicationSummary {
  const { id, procedure, authorityId, authorityName, status, createdAt, changedAt } = application;
  const { submittedAt, answeredAt, outcome } = application;
  return {
    id,
    procedure,
    authority: { id: authorityId, name: authorityName },
    status,
    createdAt,
    changedAt,
    ...(submittedAt !== undefined && { submittedAt }),
    ...(answeredAt !== undefined && { answeredAt }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** An application as its applicant sees it: a draft with what is missing, or what was sent and what came back. */
export async function toApplicationView(
  dossier: Dossier,
  today: string,
  deps: Pick<DossierDeps, 'personalData'>,
): Promise<ApplicationView> {
  const { application, applicant, values, documents } = dossier;
  const common = {
    ...toSummary(application),
    version: application.version,
    applicant,
    values,
    documents: documents.map(toProgress),
    problems: [],
  };
  if (application.status !== 'draft') return { ...common, ...(await sentPart(dossier, deps)) };
  const problems = problemsOfDossier(dossier, today);
  return { ...common, problems, ...(problems.length === 0 && { toSign: toBase64(bytesToSign(dossier)) }) };
}

/** What was signed is shown as it was signed, not as the identity is now. */
async function sentPart({ application, owner }: Dossier, deps: Pick<DossierDeps, 'personalData'>) {
  const [submission, answer] = await Promise.all([
    openCopy(application.submission, owner, deps),
    openCopy(application.answer, owner, deps),
  ]);
  const signed = submission && (JSON.parse(submission.content) as ApplicationContent);
  return {
    ...(signed && { applicant: signed.applicant, values: signed.values }),
    ...(application.digest !== undefined && { digest: application.digest }),
    ...(answer && {
      answer: { ...(JSON.parse(answer.content) as AnswerContent), signature: answer.signature },
    }),
  };
}

function toProgress({ required, request, decided }: DossierDocument): DocumentProgress {
  if (request === undefined) return { document: required.id, status: 'missing' };
  const { id, status, issuerId, issuerName, requestedAt, decidedAt } = request;
  return {
    document: required.id,
    request: id,
    status,
    issuer: { id: issuerId, name: issuerName },
    requestedAt,
    ...(decidedAt !== undefined && { decidedAt }),
    ...(decided.reason !== undefined && { reason: decided.reason }),
    ...(decided.content !== undefined && { content: JSON.parse(decided.content) as IssuedContent }),
  };
}
