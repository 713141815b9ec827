import type { ApproveAttributeRequestRequest } from '../../contracts/organisations.ts';
import { approvalDocument } from '../../domain/attribute/approval-document.ts';
import { type AttributeRequests, documentOf } from '../../domain/attribute/attribute-request.ts';
import {
  type ApprovedRequest,
  type IssueAttributeDeps,
  issueAttribute,
} from '../../domain/attribute/issue-attribute.ts';
import { ORGANISATION_KINDS } from '../../domain/attribute/own-certificate.ts';
import { decidedMeanwhile, requestExpired, requireState } from '../../domain/attribute/request-state.ts';
import { requireSignature, type SignatureDeps } from '../../domain/attribute/require-signature.ts';
import { type TellDeps, tell } from '../../domain/attribute/tell.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { requireRepresentative } from '../../domain/organisation/representative.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { type LoadedRequest, type LoadRequestDeps, loadRequestFor } from './load-request.ts';
import { toRequestView } from './request-view.ts';

export interface ApproveAttributeRequestDeps
  extends CitizenDeps,
    Omit<LoadRequestDeps, 'personalData'>,
    SignatureDeps,
    TellDeps,
    IssueAttributeDeps {
  readonly attributeRequests: Pick<AttributeRequests, 'find' | 'advance'>;
  readonly personalData: TellDeps['personalData'];
  readonly accounts: TellDeps['accounts'];
  readonly audit: AuditTrail;
  readonly settings: { readonly requestDays: number };
}

type ApproveRequest = HttpRequest<ApproveAttributeRequestRequest>;
type Approved = LoadedRequest & { readonly kept: ApprovedRequest };

/**
 * POST /api/attribute-requests/{request}/approval: “I have checked”, signed with the corporate certificate (E-11, E-12); then, and only
 * then, the attribute is issued. The approval is recorded before issuing: whoever sends it again after a crash, or at the same time,
 * goes on from there and gets the same attribute.
 */
export async function approveAttributeRequest(
  request: ApproveRequest,
  deps: ApproveAttributeRequestDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { account } = await requireCitizen(request, deps);
  const loaded = await loadRequestFor(account, request.params.request ?? '', deps);
  requireAnother(loaded);
  requireRepresentative(loaded.organisation, account.id);
  const approved = asApproved(loaded) ?? (await approve(request, loaded, deps));
  await issueAttribute(approved.kept, approved.content, approved.delegate, deps, now);
  await tellDelegate(approved, deps);
  const issued = approved.kept.state === 'issued' ? approved.kept : await markIssued(approved, deps);
  return { body: toRequestView(issued, approved.content, 'representative', deps.settings.requestDays, now) };
}

/** Approver ≠ requester (E3). */
function requireAnother({ viewer }: LoadedRequest): void {
  if (viewer === 'representative') return;
  throw new Refusal('forbidden', 'self-approval', 'Nobody approves his own request.');
}

function asApproved(loaded: LoadedRequest): Approved | undefined {
  const { kept } = loaded;
  const { approval, state } = kept;
  if (approval === undefined || (state !== 'approved' && state !== 'issued')) return undefined;
  return { ...loaded, kept: { ...kept, approval } };
}

const signatureMissing = (): Refusal =>
  new Refusal('invalid', 'invalid-fields', 'Sign the approval with the organisation’s certificate.', {
    fields: [{ field: 'signature', code: 'missing' }],
  });

async function approve(
  request: ApproveRequest,
  loaded: LoadedRequest,
  deps: ApproveAttributeRequestDeps,
): Promise<Approved> {
  const { body, now } = request;
  const { kept, content, delegate, organisation } = loaded;
  const { signature } = body;
  requireState(kept, 'signed', deps.settings.requestDays, now);
  if (now.toISOString() >= documentOf(content).notAfter) throw requestExpired();
  if (signature === undefined) throw signatureMissing();
  await requireDelegatesSignature(loaded, deps, now);
  const certificate = await requireSignature(
    Buffer.from(signature, 'base64'),
    {
      content: approvalDocument(content),
      holder: `organisation:${organisation.id}`,
      kinds: ORGANISATION_KINDS,
    },
    deps,
    now,
  );
  const approvedAt = now.toISOString();
  const approval = {
    representativeId: organisation.representativeId,
    certificate: certificate.serial,
    approvedAt,
  };
  const approvedContent = { ...content, approvalSignature: signature };
  const sealed = await deps.personalData.seal(delegate.id, delegate.wrappedKey, approvedContent);
  const changes = { state: 'approved', decidedAt: approvedAt, approval, sealed } as const;
  const advanced = await deps.attributeRequests.advance(kept, changes);
  if (advanced === undefined) return approvedMeanwhile(request, loaded, deps);
  return { ...loaded, kept: { ...advanced, approval }, content: approvedContent };
}

/** Of two approvals at once one is recorded; the other goes on with it. A refusal that came first stands. */
async function approvedMeanwhile(
  request: ApproveRequest,
  { kept, organisation }: LoadedRequest,
  deps: ApproveAttributeRequestDeps,
): Promise<Approved> {
  const { account } = await requireCitizen(request, deps);
  const approved = asApproved(await loadRequestFor(account, kept.id, deps));
  if (approved === undefined || approved.organisation.id !== organisation.id) throw decidedMeanwhile();
  return approved;
}

/** The delegate's certificate may have ended since it signed. */
async function requireDelegatesSignature(
  { content, delegate }: LoadedRequest,
  deps: SignatureDeps,
  now: Date,
): Promise<void> {
  const signature = Buffer.from(content.delegateSignature ?? '', 'base64');
  const expected = {
    content: Buffer.from(content.document),
    holder: delegate.id,
    kinds: ['signature'] as const,
  };
  try {
    await requireSignature(signature, expected, deps, now);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(
      'conflict',
      'delegate-signature-not-good',
      'The delegate’s signature is not good any more: the certificate was suspended, revoked or has expired. Ask for a new request.',
    );
  }
}

async function markIssued(
  { kept }: Approved,
  { attributeRequests }: ApproveAttributeRequestDeps,
): Promise<ApprovedRequest> {
  const issued = await attributeRequests.advance(kept, { state: 'issued' });
  return { ...(issued ?? { ...kept, state: 'issued' }), approval: kept.approval };
}

async function tellDelegate(
  { kept, organisation, delegate }: Approved,
  deps: ApproveAttributeRequestDeps,
): Promise<void> {
  const at = new Date(kept.approval.approvedAt);
  const once = `attribute-issued-${kept.id}`;
  await deps.audit.record({
    event: 'attribute.issued',
    subject: delegate.id,
    actor: `representative:${organisation.id}`,
    at,
    details: { organisation: organisation.id, attribute: kept.id, certificate: kept.approval.certificate },
    once,
  });
  const told = {
    id: once,
    at,
    template: 'attribute-issued',
    organisation: organisation.name,
    page: '/organisation/attributes',
  } as const;
  await tell(delegate.id, told, deps);
}
