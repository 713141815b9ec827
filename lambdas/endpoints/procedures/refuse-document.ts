import type { InferOutput } from 'valibot';
import type { RefuseDocumentRequest } from '../../contracts/procedures.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Decided, DocumentRequest } from '../../domain/document-request/document-request.ts';
import {
  alreadyDecided,
  type IssuerSideDeps,
  type RequestInHand,
  requireRequestInHand,
} from '../../domain/document-request/issuer-side.ts';
import { openDecided } from '../../domain/document-request/open-request.ts';
import { toRequestView } from '../../domain/document-request/request-view.ts';
import { type SettleDeps, settleRequest } from '../../domain/document-request/settle-request.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RefuseDocumentDeps extends IssuerSideDeps, SettleDeps {
  readonly audit: AuditTrail;
}

/** POST /api/document-requests/{request}/refusal: not issued, and why; the citizen reads the reason. */
export async function refuseDocument(
  request: HttpRequest<InferOutput<typeof RefuseDocumentRequest>>,
  deps: RefuseDocumentDeps,
): Promise<HttpResponse> {
  const hand = await requireRequestInHand(request, deps);
  const refused = await refuseOnce(hand, request.body.reason, deps, request.now);
  const titles = { required: hand.required, procedureTitle: hand.procedure.title[hand.owner.language] };
  const settled = await settleRequest(refused, hand.owner, titles, deps, request.now);
  await record(settled, deps);
  return { body: await toRequestView(settled, hand.owner, hand.required, deps) };
}

/** The same refusal again is the first one. */
async function refuseOnce(
  { request, owner }: RequestInHand,
  reason: string,
  deps: RefuseDocumentDeps,
  now: Date,
): Promise<DocumentRequest> {
  if (request.status === 'refused') {
    if ((await openDecided(request, owner, deps)).reason === reason) return request;
    throw alreadyDecided();
  }
  if (request.status !== 'requested') throw alreadyDecided();
  const decided: Decided = { reason };
  const changed = await deps.documentRequests.change(request, {
    status: 'refused',
    decidedAt: now.toISOString(),
    outcome: await deps.personalData.seal(owner.id, owner.wrappedKey, decided),
  });
  if (changed === undefined) throw alreadyDecided();
  return changed;
}

const record = (request: DocumentRequest, { audit }: RefuseDocumentDeps) =>
  audit.record({
    event: 'document.refused',
    subject: request.applicantId,
    actor: `organisation:${request.issuerId}`,
    at: new Date(request.decidedAt ?? ''),
    once: `document-refused#${request.id}`,
    details: { request: request.id, document: request.document },
  });
