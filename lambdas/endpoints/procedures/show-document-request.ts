import { type IssuerSideDeps, requireRequestInHand } from '../../domain/document-request/issuer-side.ts';
import { toRequestView } from '../../domain/document-request/request-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /api/document-requests/{request}: what a citizen asks of this organisation (E-20). */
export async function showDocumentRequest(request: HttpRequest, deps: IssuerSideDeps): Promise<HttpResponse> {
  const found = await requireRequestInHand(request, deps);
  return { body: await toRequestView(found.request, found.owner, found.required, deps) };
}
