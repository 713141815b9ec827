import { type AuthoritySideDeps, requireApplicationInHand } from '../../domain/application/authority-side.ts';
import { toReceivedView } from '../../domain/application/received-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/organisations/{organisation}/applications/{application}: all of it, each signature judged now (E-22). */
export async function showReceivedApplication(
  request: HttpRequest,
  deps: AuthoritySideDeps,
): Promise<HttpResponse> {
  const hand = await requireApplicationInHand(request, deps);
  return { body: await toReceivedView(hand, deps, request.now) };
}
