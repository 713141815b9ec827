import { UntrustedRequest } from '../../domain/authorization-request/untrusted-request.ts';
import type { SealedAnswer } from '../../domain/authorization-response/answer-location.ts';
import { redirectWith } from '../../domain/authorization-response/authorization-response.ts';
import { signedAnswer } from '../../domain/authorization-response/signed-answer.ts';
import type { Client, Clients } from '../../domain/client/client.ts';
import type { ClientJwtDeps } from '../../domain/client-jwt/jwt-for.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { FORM_POST_PAGE_HEADERS, renderFormPostPage } from '../../domain/plain-page/form-post-page.ts';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { untrustedRequestPage } from '../../domain/plain-page/untrusted-request-page.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AnswerDeps extends ClientJwtDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly sealers: TokenSealers;
}

/**
 * GET /oauth/authorize/answer: an answer that function `sign-in` decided and sealed leaves for the client, signed (JARM §2.3) or by a
 * form (Form Post Response Mode §2). One read, of the client; what cannot be sent is told to the person, and sent nowhere.
 */
export async function answer(request: HttpRequest, deps: AnswerDeps): Promise<HttpResponse> {
  try {
    const sealed = await requireAnswer(request, deps);
    const client = await requireActive(sealed, deps.clients);
    return toResponse(sealed, await parametersOf(sealed, client, request.now, deps));
  } catch (error) {
    if (!(error instanceof UntrustedRequest || error instanceof OAuthError)) throw error;
    const language = languageOf(undefined, request.headers['accept-language']);
    const body = renderPlainPage(untrustedRequestPage(error, language));
    return { status: 400, headers: PLAIN_PAGE_HEADERS, body };
  }
}

async function requireAnswer({ query, now }: HttpRequest, { sealers }: AnswerDeps): Promise<SealedAnswer> {
  const sealed = (await sealers('answer')).open<SealedAnswer>(query.get('a') ?? '');
  if (sealed === undefined || sealed.exp <= now.getTime() / 1000) {
    throw new UntrustedRequest('spent-request', 'The answer is not one of this provider, or ran out.');
  }
  return sealed;
}

async function requireActive({ target }: SealedAnswer, clients: Clients): Promise<Client> {
  const client = await clients.find(target.clientId);
  if (client?.status === 'active') return client;
  throw new UntrustedRequest('unknown-client', 'The client was stopped.');
}

async function parametersOf(
  sealed: SealedAnswer,
  client: Client,
  now: Date,
  deps: AnswerDeps,
): Promise<Readonly<Record<string, string>>> {
  const { target, parameters } = sealed;
  if (target.responseMode.endsWith('jwt')) {
    return { response: await signedAnswer(sealed, client, { ...deps, now }) };
  }
  const { state } = target;
  return { ...parameters, iss: deps.issuer, ...(state !== undefined && { state }) };
}

function toResponse({ target }: SealedAnswer, parameters: Readonly<Record<string, string>>): HttpResponse {
  const { redirectUri, responseMode, language } = target;
  if (responseMode.startsWith('form_post')) {
    return { headers: FORM_POST_PAGE_HEADERS, body: renderFormPostPage(redirectUri, parameters, language) };
  }
  const headers = { location: redirectWith({ redirectUri }, parameters), 'referrer-policy': 'no-referrer' };
  return { status: 303, headers };
}
