import { parametersOf } from '../../domain/authorization-request/parameters.ts';
import {
  BROWSER_COOKIE,
  type BrowserSession,
  isOver,
  sidOf,
} from '../../domain/browser-session/browser-session.ts';
import { sessionOf } from '../../domain/browser-session/session-cookie.ts';
import type { Clients } from '../../domain/client/client.ts';
import { clientNotFollowed } from '../../domain/client/untrusted-address.ts';
import type { ClientErrors } from '../../domain/client-errors/client-errors.ts';
import { namedClient } from '../../domain/client-errors/named-client.ts';
import { reportClientError } from '../../domain/client-errors/reporting-client-errors.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import { type EndBrowserSessionDeps, endBrowserSession } from '../../domain/logout/end-browser-session.ts';
import { type LogoutRequest, validateLogoutRequest } from '../../domain/logout/logout-request.ts';
import { openLogout, sealLogout } from '../../domain/logout/sealed-logout.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { logoutPageHeaders, renderLogoutPage } from '../../domain/plain-page/logout-page.ts';
import { renderOnwardPage } from '../../domain/plain-page/onward-page.ts';
import { PLAIN_PAGE_HEADERS, type PlainPage, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { refusedLogoutPage } from '../../domain/plain-page/refused-logout-page.ts';
import { signedOutPage, stayedPage } from '../../domain/plain-page/signed-out-page.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { PublishedKeys } from '../../domain/signing-key/token-signers.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface EndSessionDeps extends EndBrowserSessionDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly clientErrors: ClientErrors;
  readonly publicKeys: PublishedKeys;
  readonly sealers: TokenSealers;
  readonly cookies: CookieJar;
}

/**
 * GET and POST /oauth/end-session (RP-Initiated Logout §2, §3). Another site's form comes without the session's cookie (SameSite), so a
 * POST is sent on to a GET with the checked request sealed. The session's own ID token ends it; for anything else the person is asked.
 */
export async function endSession(request: HttpRequest, deps: EndSessionDeps): Promise<HttpResponse> {
  try {
    const pairs = pairsOf(request);
    const sealed = pairs.get('logout');
    if (sealed !== null) return await goOn(request, sealed, pairs.get('decision'), deps);
    const logout = await validateLogoutRequest(parametersOf(pairs), {
      ...deps,
      acceptLanguage: request.headers['accept-language'],
      now: request.now,
    });
    return request.method === 'POST' ? await sendOn(logout, request, deps) : await end(logout, request, deps);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    await reportClientError(error, namedClient(request), request, deps);
    return page(refusedLogoutPage(languageIn(request), error.message), 400);
  }
}

async function sendOn(
  logout: LogoutRequest,
  { now }: HttpRequest,
  deps: EndSessionDeps,
): Promise<HttpResponse> {
  const sealed = sealLogout(logout, await deps.sealers('logout'), now);
  return { status: 303, headers: { location: `${deps.issuer}/oauth/end-session?logout=${sealed}` } };
}

/** The request as this function sealed it: sent on, or with what the person decided about the session they were asked about. */
async function goOn(
  request: HttpRequest,
  text: string,
  decision: string | null,
  deps: EndSessionDeps,
): Promise<HttpResponse> {
  const opened = openLogout(text, await deps.sealers('logout'), request.now);
  if (opened === undefined) throw new InvalidRequest('The request to sign out ran out: start it again.');
  if (request.method === 'GET' || opened.session === undefined)
    return await end(opened.logout, request, deps);
  const session = await sessionOf(request.cookies, deps);
  if (session?.id !== opened.session) return await end(opened.logout, request, deps); // about another one
  if (decision !== 'end') return page(stayedPage(opened.logout.language), 200);
  await endBrowserSession(session, { by: undefined, now: request.now }, deps);
  return leave(opened.logout, deps);
}

async function end(logout: LogoutRequest, request: HttpRequest, deps: EndSessionDeps): Promise<HttpResponse> {
  const { clientId = '' } = logout;
  const session = await sessionOf(request.cookies, deps);
  if (session === undefined || isOver(session, request.now)) return await leaveUnasked(logout, request, deps);
  if (logout.sid !== sidOf(session, clientId)) return await ask(logout, session, request.now, deps);
  await endBrowserSession(session, { by: clientId, now: request.now }, deps);
  return leave(logout, deps);
}

async function ask(
  logout: LogoutRequest,
  session: BrowserSession,
  now: Date,
  deps: EndSessionDeps,
): Promise<HttpResponse> {
  const { clientId, language, target } = logout;
  const client = clientId === undefined ? undefined : await deps.clients.find(clientId);
  const sealed = sealLogout(logout, await deps.sealers('logout'), now, session);
  const { phoneEnding } = session;
  return {
    headers: logoutPageHeaders(target),
    body: renderLogoutPage({ language, clientName: client?.client_name, phoneEnding, sealed }),
  };
}

/** Nobody was signed in, so nobody was asked or proved anything: an address of the sandbox is not followed by itself. */
async function leaveUnasked(
  logout: LogoutRequest,
  request: HttpRequest,
  deps: EndSessionDeps,
): Promise<HttpResponse> {
  const { target, clientId, language } = logout;
  if (target === undefined) return leave(logout, deps);
  const client = await clientNotFollowed(clientId, request.headers, deps.clients);
  if (client === undefined) return leave(logout, deps);
  const { client_name: clientName } = client;
  const body = renderOnwardPage({ language, clientName, registered: target, location: target });
  return { status: 200, headers: PLAIN_PAGE_HEADERS, body, cookies: [deps.cookies.clear(BROWSER_COOKIE)] };
}

/** §3: back to the service, or, where it named no address, to a page of ours. */
function leave({ target, language }: LogoutRequest, { cookies }: EndSessionDeps): HttpResponse {
  const cleared = [cookies.clear(BROWSER_COOKIE)];
  if (target !== undefined) return { status: 303, headers: { location: target }, cookies: cleared };
  return { ...page(signedOutPage(language), 200), cookies: cleared };
}

const page = (content: PlainPage, status: number): HttpResponse => ({
  status,
  headers: PLAIN_PAGE_HEADERS,
  body: renderPlainPage(content),
});

const languageIn = (request: HttpRequest) =>
  languageOf(request.query.get('ui_locales') ?? undefined, request.headers['accept-language']);

const pairsOf = (request: HttpRequest): URLSearchParams =>
  request.method === 'POST'
    ? formParameters(request.headers['content-type'], request.rawBody)
    : request.query;
