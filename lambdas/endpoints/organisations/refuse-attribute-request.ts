import type { RefuseAttributeRequestRequest } from '../../contracts/organisations.ts';
import type { AttributeRequests } from '../../domain/attribute/attribute-request.ts';
import { decidedMeanwhile, noSuchRequest, requireState } from '../../domain/attribute/request-state.ts';
import { type TellDeps, tell } from '../../domain/attribute/tell.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireRepresentative } from '../../domain/organisation/representative.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { type LoadedRequest, type LoadRequestDeps, loadRequestFor } from './load-request.ts';
import { toRequestView } from './request-view.ts';

export interface RefuseAttributeRequestDeps
  extends CitizenDeps,
    Omit<LoadRequestDeps, 'personalData'>,
    TellDeps {
  readonly attributeRequests: Pick<AttributeRequests, 'find' | 'advance'>;
  readonly accounts: TellDeps['accounts'];
  readonly audit: AuditTrail;
  readonly settings: { readonly requestDays: number };
}

/** POST /api/attribute-requests/{request}/refusal: the representative says why; the delegate reads it (E3). */
export async function refuseAttributeRequest(
  request: HttpRequest<RefuseAttributeRequestRequest>,
  deps: RefuseAttributeRequestDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const { requestDays } = deps.settings;
  const { account } = await requireCitizen(request, deps);
  const loaded = await loadRequestFor(account, request.params.request ?? '', deps);
  if (loaded.viewer !== 'representative') throw noSuchRequest();
  requireRepresentative(loaded.organisation, account.id);
  requireState(loaded.kept, 'signed', requestDays, now);
  const { kept, delegate } = loaded;
  const content = { ...loaded.content, reason: body.reason };
  const sealed = await deps.personalData.seal(delegate.id, delegate.wrappedKey, content);
  const refused = await deps.attributeRequests.advance(kept, {
    state: 'refused',
    decidedAt: now.toISOString(),
    sealed,
  });
  if (refused === undefined) throw decidedMeanwhile();
  await tellDelegate(loaded, now, deps);
  return { body: toRequestView(refused, content, 'representative', requestDays, now) };
}

async function tellDelegate(
  { kept, organisation, delegate }: LoadedRequest,
  at: Date,
  deps: RefuseAttributeRequestDeps,
): Promise<void> {
  await deps.audit.record({
    event: 'attribute-request.refused',
    subject: delegate.id,
    actor: `representative:${organisation.id}`,
    at,
    details: { organisation: organisation.id, request: kept.id },
  });
  const id = `attribute-refused-${kept.id}`;
  const page = `/organisation/requests/${kept.id}`;
  const told = { id, at, template: 'attribute-refused', organisation: organisation.name, page } as const;
  await tell(delegate.id, told, deps);
}
