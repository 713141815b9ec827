import type { JWK } from 'jose';
import type { SignInSettings } from '../../contracts/settings.ts';
import type { AuthorizationRequest } from '../../domain/authorization-request/authorization-request.ts';
import { type Parameters, parametersOf } from '../../domain/authorization-request/parameters.ts';
import { phoneHintOf } from '../../domain/authorization-request/phone-hint.ts';
import { requireClient, requireRedirectUri } from '../../domain/authorization-request/require-client.ts';
import { UntrustedRequest } from '../../domain/authorization-request/untrusted-request.ts';
import { validateAuthorizationRequest } from '../../domain/authorization-request/validate-authorization-request.ts';
import { errorRedirect } from '../../domain/authorization-response/authorization-response.ts';
import type { Client, Clients } from '../../domain/client/client.ts';
import { formParameters } from '../../domain/form-parameters/form-parameters.ts';
import { verifyIdTokenHint } from '../../domain/id-token/verify-id-token-hint.ts';
import { interactionCookie, phoneHintCookie } from '../../domain/interaction/interaction.ts';
import type { Interactions } from '../../domain/interaction/interactions.ts';
import { openInteraction } from '../../domain/interaction/open-interaction.ts';
import { OAuthError } from '../../domain/oauth-error/oauth-error.ts';
import { ServerError } from '../../domain/oauth-error/server-error.ts';
import { PLAIN_PAGE_HEADERS, renderPlainPage } from '../../domain/plain-page/plain-page.ts';
import { untrustedRequestPage } from '../../domain/plain-page/untrusted-request-page.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { languageOf } from '../../domain/ui-locales/ui-locales.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AuthorizeDeps {
  readonly issuer: string;
  readonly settings: SignInSettings;
  readonly clients: Clients;
  readonly interactions: Interactions;
  /** Public halves of the keys that sign ID tokens. */
  readonly publicKeys: () => Promise<readonly JWK[]>;
  readonly cookies: CookieJar;
  readonly randomness: Randomness;
  /** Tells the operator of a failure that is not the request's. */
  readonly report: (error: unknown) => void;
}

/** GET and POST /oauth/authorize (OIDC Core §3.1.2.1): a checked request becomes an interaction and leads to its page. */
export async function authorize(request: HttpRequest, deps: AuthorizeDeps): Promise<HttpResponse> {
  const acceptLanguage = request.headers['accept-language'];
  try {
    const parameters = parametersOf(pairsOf(request));
    const client = await requireClient(parameters, deps.clients);
    const redirectUri = requireRedirectUri(parameters, client);
    return await judge(request, parameters, client, redirectUri, deps);
  } catch (error) {
    if (!(error instanceof UntrustedRequest || error instanceof OAuthError)) throw error;
    return untrusted(error, languageOf(request.query.get('ui_locales') ?? undefined, acceptLanguage));
  }
}

/** From here on every refusal goes back to the client, with its state (RFC 6749 §4.1.2.1). */
async function judge(
  request: HttpRequest,
  parameters: Parameters,
  client: Client,
  redirectUri: string,
  deps: AuthorizeDeps,
): Promise<HttpResponse> {
  try {
    const language = languageOf(parameters.get('ui_locales'), request.headers['accept-language']);
    const { defaultAcr } = deps.settings;
    const authorization = validateAuthorizationRequest(parameters, client, redirectUri, {
      issuer: deps.issuer,
      defaultAcr,
      language,
    });
    const subject = await hintedSubject(parameters.get('id_token_hint'), client, deps);
    const phoneHint = phoneHintOf(parameters.get('login_hint'));
    return await begin({ ...authorization, ...subject }, phoneHint, request, deps);
  } catch (error) {
    const told = error instanceof OAuthError ? error : serverError(error, deps);
    const state = parameters.peek('state');
    const target = { redirectUri, ...(state !== undefined && { state }) };
    return { status: 303, headers: { location: errorRedirect(deps.issuer, target, told) } };
  }
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

async function hintedSubject(
  hint: string | undefined,
  client: Client,
  deps: AuthorizeDeps,
): Promise<{ expectedSubject?: string }> {
  if (hint === undefined) return {};
  const keys = await deps.publicKeys();
  const { subject } = await verifyIdTokenHint(hint, {
    issuer: deps.issuer,
    keys,
    clientId: client.client_id,
  });
  return { expectedSubject: subject };
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
