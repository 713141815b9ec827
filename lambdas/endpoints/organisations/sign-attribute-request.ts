import type { SignAttributeRequestRequest } from '../../contracts/organisations.ts';
import { type AttributeRequests, documentOf } from '../../domain/attribute/attribute-request.ts';
import { decidedMeanwhile, noSuchRequest, requireState } from '../../domain/attribute/request-state.ts';
import { requireSignature, type SignatureDeps } from '../../domain/attribute/require-signature.ts';
import { type TellDeps, tell } from '../../domain/attribute/tell.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireActive } from '../../domain/organisation/representative.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { type LoadedRequest, type LoadRequestDeps, loadRequestFor } from './load-request.ts';
import { toRequestView } from './request-view.ts';

export interface SignAttributeRequestDeps extends CitizenDeps, LoadRequestDeps, SignatureDeps, TellDeps {
  readonly attributeRequests: Pick<AttributeRequests, 'find' | 'advance'>;
  readonly personalData: TellDeps['personalData'];
  readonly accounts: TellDeps['accounts'];
  readonly audit: AuditTrail;
  readonly settings: { readonly requestDays: number };
}

/**
 * POST /api/attribute-requests/{request}/signature: the delegate's own signature over the request (E-10), with the very certificate the
 * request names. Sent again, a signed request answers as it stands.
 */
export async function signAttributeRequest(
  request: HttpRequest<SignAttributeRequestRequest>,
  deps: SignAttributeRequestDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const { requestDays } = deps.settings;
  const { account } = await requireCitizen(request, deps);
  const loaded = await loadRequestFor(account, request.params.request ?? '', deps);
  if (loaded.viewer !== 'delegate') throw noSuchRequest();
  const signed = loaded.kept.state === 'signed' ? loaded : await sign(request, loaded, deps);
  requireState(signed.kept, 'signed', requestDays, now);
  await tellRepresentative(signed, deps);
  return { body: toRequestView(signed.kept, signed.content, 'delegate', requestDays, now) };
}

async function sign(
  { body, now }: HttpRequest<SignAttributeRequestRequest>,
  loaded: LoadedRequest,
  deps: SignAttributeRequestDeps,
): Promise<LoadedRequest> {
  const { kept, content, delegate, organisation } = loaded;
  requireState(kept, 'draft', deps.settings.requestDays, now);
  requireActive(organisation);
  const signature = Buffer.from(body.signature, 'base64');
  const bytes = Buffer.from(content.document);
  const expected = { content: bytes, holder: delegate.id, kinds: ['signature'] as const };
  const { serial } = await requireSignature(signature, expected, deps, now);
  if (serial !== documentOf(content).holder.certificate.serial) throw decidedMeanwhile();
  const signedContent = { ...content, delegateSignature: body.signature };
  const sealed = await deps.personalData.seal(delegate.id, delegate.wrappedKey, signedContent);
  const changes = { state: 'signed', signedAt: now.toISOString(), sealed } as const;
  const advanced = await deps.attributeRequests.advance(kept, changes);
  if (advanced === undefined) throw decidedMeanwhile();
  return { ...loaded, kept: advanced, content: signedContent };
}

async function tellRepresentative(
  { kept, organisation, delegate }: LoadedRequest,
  deps: SignAttributeRequestDeps,
): Promise<void> {
  const at = new Date(kept.signedAt ?? kept.createdAt);
  const once = `attribute-request-signed-${kept.id}`;
  const details = { organisation: organisation.id, request: kept.id };
  await deps.audit.record({
    event: 'attribute-request.signed',
    subject: delegate.id,
    actor: 'citizen',
    at,
    details,
    once,
  });
  const page = `/organisation/requests/${kept.id}`;
  const told = {
    id: once,
    at,
    template: 'attribute-request-signed',
    organisation: organisation.name,
    page,
  } as const;
  await tell(organisation.representativeId, told, deps);
}
