import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { type LoadRequestDeps, loadRequestFor } from './load-request.ts';
import { toRequestView } from './request-view.ts';

export interface ShowAttributeRequestDeps extends CitizenDeps, LoadRequestDeps {
  readonly settings: { readonly requestDays: number };
}

/** GET /api/attribute-requests/{request}: for its delegate, and once signed for the representative, each with what they have to sign (E3). */
export async function showAttributeRequest(
  request: HttpRequest,
  deps: ShowAttributeRequestDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const { kept, content, viewer } = await loadRequestFor(account, request.params.request ?? '', deps);
  return { body: toRequestView(kept, content, viewer, deps.settings.requestDays, request.now) };
}
