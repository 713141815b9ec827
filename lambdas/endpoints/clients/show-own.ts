import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { languageOf, toRelyingPartyView } from '../../domain/client-registration/view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowOwnDeps extends OwnClientDeps {
  readonly issuer: string;
}

/** GET /api/relying-parties/{client} (B12). */
export async function showOwn(request: HttpRequest, deps: ShowOwnDeps): Promise<HttpResponse> {
  const { account, registration } = await requireOwnClient(request, deps);
  const language = languageOf(request.query, account);
  return { body: toRelyingPartyView(registration, { issuer: deps.issuer, language }) };
}
