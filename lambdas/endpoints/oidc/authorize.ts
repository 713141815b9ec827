import type { CheckedRequest } from '../../domain/authorization-request/check-request.ts';
import { parametersOf } from '../../domain/authorization-request/parameters.ts';
import { receiveRequest } from '../../domain/authorization-request/receive-request.ts';
import { RefusedRequest } from '../../domain/authorization-request/refused-request.ts';
import { UntrustedRequest } from '../../domain/authorization-request/untrusted-request.ts';
import { answerLocation, errorParameters } from '../../domain/authorization-response/answer-location.ts';
import { sessionCookie, sessionOf } from '../../domain/browser-session/session-cookie.ts';
import type { Clients } from '../../domain/client/client.ts';
import { clientNotFollowed } from '../../domain/client/untrusted-address.ts';
import type { ClientErrors } from '../../domain/client-errors/client-errors.ts';
import { namedClient } from '../../domain/client-errors/named-client.ts';
import { reportClientError } from '../../domain/client-errors/reporting-client-errors.ts';
import type { ClientKeys } from '../../domain/client-keys/client-keys.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import {
  type Interaction,
  interactionCookie,
  interactionPath,
} from '../../domain/interaction/interaction.ts';
import { sealInteraction } from '../../domain/interaction/sealed-interaction.ts';
import { InvalidRequest } from '../../domain/oauth-error/invalid-request.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { ServerError } from '../../domain/oauth-error/server-error.ts';
import { renderOnwardPage } from '../../domain/plain-page/onward-page.ts';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { untrustedRequestPage } from '../../domain/plain-page/untrusted-request-page.ts';
import type { PushedRequests } from '../../domain/pushed-request/pushed-request.ts';
import { type BeginSignInDeps, beginSignIn } from '../../domain/sign-in/begin-sign-in.ts';
import { requireServed } from '../../domain/sign-in/load-sign-in.ts';
import type { PublishedKeys } from '../../domain/signing-key/token-signers.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AuthorizeDeps extends BeginSignInDeps {
  readonly issuer: string;
  readonly clients: Clients;
  readonly clientErrors: ClientErrors;
  readonly pushedRequests: Pick<PushedRequests, 'find' | 'answer'>;
  readonly clientKeys: ClientKeys;
  /** Public halves of the keys that sign ID tokens. */
  readonly publicKeys: PublishedKeys;
  readonly cookies: CookieJar;
  /** Tells the operator of a failure that is not the request's. */
  readonly report: (error: unknown) => void;
}

/**
 * GET and POST /oauth/authorize (OIDC Core §3.1.2.1): a checked request becomes an interaction, sealed into a cookie of the browser, and
 * leads to its page; or, in a browser where somebody is signed in, to the answer.
 */
export async function authorize(request: HttpRequest, deps: AuthorizeDeps): Promise<HttpResponse> {
  const acceptLanguage = request.headers['accept-language'];
  const { defaultAcr } = deps.settings;
  try {
    const parameters = parametersOf(pairsOf(request));
    const context = { ...deps, defaultAcr, acceptLanguage, now: request.now };
    const checked = await receiveRequest(parameters, context);
    return await beginOrRefuse(checked, request, deps);
  } catch (error) {
    if (error instanceof RefusedRequest) return await sendBack(error, request, deps);
    if (!(error instanceof UntrustedRequest || error instanceof OAuthError)) throw error;
    const told = error instanceof OAuthError ? error : new InvalidRequest(error.message);
    await reportClientError(told, namedClient(request), request, deps);
    return untrusted(error, languageOf(request.query.get('ui_locales') ?? undefined, acceptLanguage));
  }
}

/** How long a person may take to follow the link of `renderOnwardPage`. */
const READING_SECONDS = 600;

/** From here on every refusal goes back to the client, with its state (RFC 6749 §4.1.2.1). */
async function beginOrRefuse(
  checked: CheckedRequest,
  request: HttpRequest,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  try {
    return await begin(checked, request, deps);
  } catch (error) {
    throw new RefusedRequest(checked.authorization, error);
  }
}

async function sendBack(
  { target, cause }: RefusedRequest,
  request: HttpRequest,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  const told = cause instanceof OAuthError ? cause : serverError(cause, deps);
  await reportClientError(told, target.clientId, request, deps);
  const unfollowed = await clientNotFollowed(target.clientId, request.headers, deps.clients);
  const context = { ...deps, now: request.now, ...(unfollowed && { lifetimeSeconds: READING_SECONDS }) };
  const location = await answerLocation(target, errorParameters(told), context);
  if (unfollowed === undefined) return { status: 303, headers: { location } };
  const { client_name: clientName } = unfollowed;
  const { redirectUri: registered, language } = target;
  const body = renderOnwardPage({ language, clientName, registered, location, sentence: told.message });
  return { status: 400, headers: PLAIN_PAGE_HEADERS, body };
}

/** A browser cannot be left with a bare failure: it goes back (RFC 6749 §4.1.2.1 server_error), and the operator is told. */
function serverError(error: unknown, deps: AuthorizeDeps): ServerError {
  deps.report(error);
  return new ServerError('The provider failed for a moment. Nothing was lost: try again.');
}

/** With `prompt=none` this always comes to an answer, never to a page. */
async function begin(
  { authorization, phoneHint }: CheckedRequest,
  request: HttpRequest,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  const { now, sourceIp: address } = request;
  const [client, session] = await Promise.all([
    requireServed(authorization.clientId, deps.clients),
    sessionOf(request.cookies, deps),
  ]);
  const arrival = { request: authorization, client, phoneHint, session, address, now };
  const beginning = await beginSignIn(arrival, deps);
  if (beginning.kind === 'page') return await showPage(beginning.interaction, deps);
  const location = await answerLocation(authorization, { code: beginning.code }, { ...deps, now });
  return { status: 303, headers: { location }, cookies: [await sessionCookie(beginning.session, now, deps)] };
}

async function showPage(interaction: Interaction, deps: AuthorizeDeps): Promise<HttpResponse> {
  const sealed = sealInteraction(interaction, await deps.sealers('interaction'));
  const cookies = deps.cookies.under(interactionPath(interaction.id));
  const maxAgeSeconds = deps.settings.interactionSeconds;
  return {
    status: 303,
    headers: { location: `${deps.issuer}/sign-in/${interaction.id}` },
    cookies: [cookies.set(interactionCookie(interaction.id), sealed, { maxAgeSeconds })],
  };
}

/** OIDC Core §3.1.2.1: GET by query, POST by form. */
const pairsOf = (request: HttpRequest): URLSearchParams =>
  request.method === 'POST'
    ? formParameters(request.headers['content-type'], request.rawBody)
    : request.query;

function untrusted(
  error: UntrustedRequest | OAuthError,
  language: ReturnType<typeof languageOf>,
): HttpResponse {
  return {
    status: 400,
    headers: PLAIN_PAGE_HEADERS,
    body: renderPlainPage(untrustedRequestPage(error, language)),
  };
}
