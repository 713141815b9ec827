import type { SignInSettings } from '../../contracts/settings.ts';
import type { AuthorizationRequest } from '../../domain/authorization-request/authorization-request.ts';
import type { CheckedRequest } from '../../domain/authorization-request/check-request.ts';
import { parametersOf } from '../../domain/authorization-request/parameters.ts';
import { receiveRequest } from '../../domain/authorization-request/receive-request.ts';
import { RefusedRequest } from '../../domain/authorization-request/refused-request.ts';
import { UntrustedRequest } from '../../domain/authorization-request/untrusted-request.ts';
import { answerLocation, errorParameters } from '../../domain/authorization-response/answer-location.ts';
import type { Clients } from '../../domain/client/client.ts';
import type { ClientKeys } from '../../domain/client-keys/client-keys.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import { interactionCookie, phoneHintCookie } from '../../domain/interaction/interaction.ts';
import type { Interactions } from '../../domain/interaction/interactions.ts';
import { openInteraction } from '../../domain/interaction/open-interaction.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { ServerError } from '../../domain/oauth-error/server-error.ts';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { untrustedRequestPage } from '../../domain/plain-page/untrusted-request-page.ts';
import type { PushedRequests } from '../../domain/pushed-request/pushed-request.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { PublishedKeys } from '../../domain/signing-key/token-signers.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AuthorizeDeps {
  readonly issuer: string;
  readonly settings: SignInSettings;
  readonly clients: Clients;
  readonly interactions: Interactions;
  readonly pushedRequests: Pick<PushedRequests, 'consume'>;
  readonly clientKeys: ClientKeys;
  readonly sealers: TokenSealers;
  /** Public halves of the keys that sign ID tokens. */
  readonly publicKeys: PublishedKeys;
  readonly cookies: CookieJar;
  readonly randomness: Randomness;
  /** Tells the operator of a failure that is not the request's. */
  readonly report: (error: unknown) => void;
}

/** GET and POST /oauth/authorize (OIDC Core §3.1.2.1): a checked request becomes an interaction and leads to its page. */
export async function authorize(request: HttpRequest, deps: AuthorizeDeps): Promise<HttpResponse> {
  const acceptLanguage = request.headers['accept-language'];
  const { defaultAcr } = deps.settings;
  try {
    const parameters = parametersOf(pairsOf(request));
    const context = { ...deps, defaultAcr, acceptLanguage, now: request.now };
    const checked = await receiveRequest(parameters, context);
    return await beginOrRefuse(checked, request, deps);
  } catch (error) {
    if (error instanceof RefusedRequest) return await sendBack(error, request.now, deps);
    if (!(error instanceof UntrustedRequest || error instanceof OAuthError)) throw error;
    return untrusted(error, languageOf(request.query.get('ui_locales') ?? undefined, acceptLanguage));
  }
}

/** From here on every refusal goes back to the client, with its state (RFC 6749 §4.1.2.1). */
async function beginOrRefuse(
  { authorization, phoneHint }: CheckedRequest,
  request: HttpRequest,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  try {
    return await begin(authorization, phoneHint, request, deps);
  } catch (error) {
    throw new RefusedRequest(authorization, error);
  }
}

async function sendBack(refused: RefusedRequest, now: Date, deps: AuthorizeDeps): Promise<HttpResponse> {
  const { target, cause } = refused;
  const told = cause instanceof OAuthError ? cause : serverError(cause, deps);
  const location = await answerLocation(target, errorParameters(told), { ...deps, now });
  return { status: 303, headers: { location } };
}

/** A browser cannot be left with a bare failure: it goes back (RFC 6749 §4.1.2.1 server_error), and the operator is told. */
function serverError(error: unknown, deps: AuthorizeDeps): ServerError {
  deps.report(error);
  return new ServerError('The provider failed for a moment. Nothing was lost: try again.');
}

async function begin(
  authorization: AuthorizationRequest,
  phoneHint: string | undefined,
  request: HttpRequest,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  const secret = deps.randomness.secret();
  const { interactionSeconds } = deps.settings;
  const interaction = openInteraction(authorization, {
    id: deps.randomness.id(),
    secret,
    lifetimeSeconds: interactionSeconds,
    now: request.now,
  });
  await deps.interactions.keep(interaction);
  const { cookies } = deps;
  const options = { maxAgeSeconds: interactionSeconds };
  return {
    status: 303,
    headers: { location: `${deps.issuer}/sign-in/${interaction.id}` },
    cookies: [
      cookies.set(interactionCookie(interaction.id), secret, options),
      ...(phoneHint === undefined ? [] : [cookies.set(phoneHintCookie(interaction.id), phoneHint, options)]),
    ],
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
