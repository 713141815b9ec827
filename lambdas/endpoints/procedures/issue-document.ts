import type { InferOutput } from 'valibot';
import type { FormValues, IssueDocumentRequest, ToSign } from '../../contracts/procedures.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { AuthorityCheckDeps } from '../../domain/authority-check/load-authority-evidence.ts';
import { dayIn } from '../../domain/calendar/today.ts';
import type { Decided, DocumentRequest } from '../../domain/document-request/document-request.ts';
import { issuedDocument } from '../../domain/document-request/issued-document.ts';
import {
  alreadyDecided,
  type IssuerSideDeps,
  type RequestInHand,
  requireRequestInHand,
  requireUndecided,
} from '../../domain/document-request/issuer-side.ts';
import { openAsked } from '../../domain/document-request/open-request.ts';
import { toRequestView } from '../../domain/document-request/request-view.ts';
import { requireIssued } from '../../domain/document-request/require-issued.ts';
import { type SettleDeps, settleRequest } from '../../domain/document-request/settle-request.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { requireComplete, tidied } from '../../domain/procedure/validate-form.ts';
import { digestOf, fromBase64, toBase64 } from '../../domain/signed-document/digest.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface IssueDocumentDeps extends IssuerSideDeps, SettleDeps, AuthorityCheckDeps {
  readonly audit: AuditTrail;
  readonly personalData: PersonalData;
  readonly timeZone: string;
}

/**
 * POST /api/document-requests/{request}/issuance: the values give the bytes to sign; the signature over them issues the document,
 * which goes into the citizen's safe (E-20).
 */
export async function issueDocument(
  request: HttpRequest<InferOutput<typeof IssueDocumentRequest>>,
  deps: IssueDocumentDeps,
): Promise<HttpResponse> {
  const hand = await requireRequestInHand(request, deps);
  const { body, now } = request;
  if ('values' in body) return { body: await prepare(hand, tidied(body.values), deps, now) };
  const issued = await issueOnce(hand, fromBase64(body.signature), deps, now);
  const titles = { required: hand.required, procedureTitle: hand.procedure.title[hand.owner.language] };
  const settled = await settleRequest(issued, hand.owner, titles, deps, now);
  await record(settled, hand, deps);
  return { body: await toRequestView(settled, hand.owner, hand.required, deps) };
}

async function prepare(
  { request, procedure, required, owner }: RequestInHand,
  values: FormValues,
  deps: IssueDocumentDeps,
  now: Date,
): Promise<ToSign> {
  requireUndecided(request);
  const today = dayIn(deps.timeZone, now);
  requireComplete(required.form, values, today);
  const asked = await openAsked(request, owner, deps);
  return { toSign: toBase64(issuedDocument(request, procedure, asked, today, values)) };
}

/** The very same signature again is the first one; another one comes too late. */
async function issueOnce(
  hand: RequestInHand,
  signature: Uint8Array,
  deps: IssueDocumentDeps,
  now: Date,
): Promise<DocumentRequest> {
  const digest = digestOf(signature);
  if (hand.request.digest === digest) return hand.request;
  requireUndecided(hand.request);
  const content = await requireIssued(hand, signature, deps, now);
  const decided: Decided = { signature: toBase64(signature), content: new TextDecoder().decode(content) };
  const changed = await deps.documentRequests.change(hand.request, {
    status: 'issued',
    decidedAt: now.toISOString(),
    digest,
    outcome: await deps.personalData.seal(hand.owner.id, hand.owner.wrappedKey, decided),
  });
  const standing = changed ?? (await deps.documentRequests.find(hand.request.id));
  if (standing?.digest !== digest) throw alreadyDecided();
  return standing;
}

const record = (request: DocumentRequest, { account }: RequestInHand, { audit }: IssueDocumentDeps) =>
  audit.record({
    event: 'document.issued',
    subject: request.applicantId,
    actor: `organisation:${request.issuerId}`,
    at: new Date(request.decidedAt ?? ''),
    once: `document-issued#${request.id}`,
    details: {
      request: request.id,
      document: request.document,
      digest: request.digest ?? '',
      by: account.id,
    },
  });
