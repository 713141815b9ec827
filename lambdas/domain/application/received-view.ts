import type {
  AnswerContent,
  ApplicationContent,
  AttachedDocument,
  IssuedContent,
  Procedure,
  ReceivedApplicationView,
  ReceivedDocument,
  ReceivedSummary,
  SignatureView,
} from '../../contracts/procedures.ts';
import type { Account } from '../account/account.ts';
import { deliveryOf } from '../document-request/delivery.ts';
import type { DocumentRequest } from '../document-request/document-request.ts';
import { openSigned } from '../document-request/open-request.ts';
import type { Verified } from '../signature-verification/signature-verifier.ts';
import { digestOf, fromBase64, toBase64 } from '../signed-document/digest.ts';
import type { SignedCopy } from './application.ts';
import type { ApplicationInHand, AuthoritySideDeps, ReceivedApplication } from './authority-side.ts';
import { openCopy } from './dossier.ts';

/** An application in the list of the authority that received it. */
export async function toReceivedSummary(
  application: ReceivedApplication,
  procedure: Procedure,
  owner: Account,
  deps: Pick<AuthoritySideDeps, 'personalData'>,
): Promise<ReceivedSummary> {
  const { applicant } = await openContent(application, owner, deps);
  const { id, status, submittedAt, answeredAt, outcome } = application;
  return {
    id,
    procedure: procedure.id,
    title: procedure.title,
    status,
    applicant: { name: applicant.name, birthdate: applicant.birthdate },
    submittedAt,
    ...(answeredAt !== undefined && { answeredAt }),
    ...(outcome !== undefined && { outcome }),
  };
}

/** The application and its documents, each verified again now. */
export async function toReceivedView(
  hand: ApplicationInHand,
  deps: AuthoritySideDeps,
  now: Date,
): Promise<ReceivedApplicationView> {
  const { application, procedure, owner } = hand;
  const { signature } = await openSubmission(application, owner, deps);
  const bytes = fromBase64(signature);
  const [summary, content, verified, answer] = await Promise.all([
    toReceivedSummary(application, procedure, owner, deps),
    openContent(application, owner, deps),
    deps.verifier.verify({ mode: 'attached', signature: bytes }, now),
    openCopy(application.answer, owner, deps),
  ]);
  const attached = content.documents.map((named) => toReceivedDocument(named, hand, deps, now));
  return {
    ...summary,
    definition: procedure,
    content,
    signature,
    digest: application.digest,
    verification: toSignatureView(verified, digestOf(bytes) === application.digest),
    documents: await Promise.all(attached),
    ...(answer && {
      answer: { ...(JSON.parse(answer.content) as AnswerContent), signature: answer.signature },
    }),
  };
}

/** A document that the signed application names, with the register's word on it (E2). */
export async function loadAttached(
  named: AttachedDocument,
  { application, owner }: ApplicationInHand,
  deps: Pick<AuthoritySideDeps, 'documentRequests' | 'personalData'>,
) {
  const request = await deps.documentRequests.find(named.request);
  const signature = await signedOf(request, application, owner, deps);
  const digest = signature && digestOf(signature);
  return {
    signature: signature ?? new Uint8Array(),
    delivery: deliveryOf({ application, attached: named, request, digest }),
  };
}

/** Of somebody else's request nothing is opened: it could not be, under this applicant's key. */
async function signedOf(
  request: DocumentRequest | undefined,
  { applicantId }: ReceivedApplication,
  owner: Account,
  deps: Pick<AuthoritySideDeps, 'personalData'>,
): Promise<Uint8Array | undefined> {
  return request?.applicantId === applicantId ? openSigned(request, owner, deps) : undefined;
}

async function toReceivedDocument(
  named: AttachedDocument,
  hand: ApplicationInHand,
  deps: AuthoritySideDeps,
  now: Date,
): Promise<ReceivedDocument> {
  const { signature, delivery } = await loadAttached(named, hand, deps);
  const verified = await deps.verifier.verify({ mode: 'attached', signature }, now);
  const required = hand.procedure.documents.find(({ id }) => id === named.document);
  const title = required?.title ?? { en: named.document, fr: named.document, ja: named.document };
  return {
    document: named.document,
    title,
    issuer: named.issuer,
    ...(verified.report.valid && verified.content && { content: read<IssuedContent>(verified.content) }),
    signature: toBase64(signature),
    digest: named.digest,
    delivery,
    verification: toSignatureView(
      verified,
      delivery.failures.every((failure) => failure !== 'digest-differs'),
    ),
  };
}

/** What one signature says; `altered` when the file is not the one that was sent. */
export function toSignatureView({ report }: Verified, isSameFile: boolean): SignatureView {
  const signer = report.signers[0];
  const certificate = signer?.certificate;
  const failure = isSameFile ? report.failure : 'altered';
  return {
    valid: report.valid && isSameFile,
    ...(failure !== undefined && { failure }),
    ...(certificate && {
      signer: certificate.owner,
      issuedBy: certificate.issuedBy,
      kind: certificate.kind,
      serial: certificate.serial,
    }),
    ...(signer?.claimedAt !== undefined && { claimedAt: signer.claimedAt }),
    ...(signer?.timeStamp !== undefined && { stampedAt: signer.timeStamp.at }),
  };
}

async function openSubmission(
  application: ReceivedApplication,
  owner: Account,
  deps: Pick<AuthoritySideDeps, 'personalData'>,
): Promise<SignedCopy> {
  return deps.personalData.open<SignedCopy>(owner.id, owner.wrappedKey, application.submission);
}

/** What the applicant signed. */
export async function openContent(
  application: ReceivedApplication,
  owner: Account,
  deps: Pick<AuthoritySideDeps, 'personalData'>,
): Promise<ApplicationContent> {
  const { content } = await openSubmission(application, owner, deps);
  return JSON.parse(content) as ApplicationContent;
}

const read = <T>(bytes: Uint8Array): T => JSON.parse(new TextDecoder().decode(bytes)) as T;
