import type { JWK } from 'jose';
import { type Parameters, parametersOf } from '../../domain/authorization-request/parameters.ts';
import { redirectWith } from '../../domain/authorization-response/authorization-response.ts';
import type { Clients } from '../../domain/client/client.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import { verifyIdTokenHint } from '../../domain/id-token/verify-id-token-hint.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { signedOutPage } from '../../domain/plain-page/signed-out-page.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface EndSessionDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly publicKeys: () => Promise<readonly JWK[]>;
}

/** GET and POST /oauth/end-session (RP-Initiated Logout §2, §3). No session is kept, so there is only the way back to find. */
export async function endSession(request: HttpRequest, deps: EndSessionDeps): Promise<HttpResponse> {
  try {
    const parameters = parametersOf(pairsOf(request));
    const clientId = await requireClientId(parameters, deps);
    const target = await requireLogoutTarget(parameters, clientId, deps);
    if (target !== undefined) return { status: 303, headers: { location: target } };
    return page(request, 200);
  } catch (error) {
    if (error instanceof OAuthError) return page(request, 400, error.message);
    throw error;
  }
}

/** §2: the hint names the client; `client_id` beside it must be the same. */
async function requireClientId(parameters: Parameters, deps: EndSessionDeps): Promise<string | undefined> {
  const clientId = parameters.get('client_id');
  const hint = parameters.get('id_token_hint');
  if (hint === undefined) return clientId;
  const context = { issuer: deps.issuer, keys: await deps.publicKeys() };
  const verified = await verifyIdTokenHint(hint, { ...context, ...(clientId !== undefined && { clientId }) });
  return verified.clientId;
}

/** §3: only an address registered by that client, compared exactly, and with the client's `state`. */
async function requireLogoutTarget(
  parameters: Parameters,
  clientId: string | undefined,
  deps: EndSessionDeps,
): Promise<string | undefined> {
  const uri = parameters.get('post_logout_redirect_uri');
  const state = parameters.get('state');
  if (uri === undefined) return undefined;
  const client = clientId === undefined ? undefined : await deps.clients.find(clientId);
  if (client?.status !== 'active' || !client.post_logout_redirect_uris?.includes(uri)) {
    throw new InvalidRequest('post_logout_redirect_uri is not registered for this client.');
  }
  return state === undefined ? uri : redirectWith({ redirectUri: uri }, { state });
}

const pairsOf = (request: HttpRequest): URLSearchParams =>
  request.method === 'POST'
    ? formParameters(request.headers['content-type'], request.rawBody)
    : request.query;

function page(request: HttpRequest, status: number, problem?: string): HttpResponse {
  const language = languageOf(
    request.query.get('ui_locales') ?? undefined,
    request.headers['accept-language'],
  );
  const content = signedOutPage(language);
  const paragraphs = problem === undefined ? content.paragraphs : [...content.paragraphs, problem];
  return { status, headers: PLAIN_PAGE_HEADERS, body: renderPlainPage({ ...content, paragraphs }) };
}
