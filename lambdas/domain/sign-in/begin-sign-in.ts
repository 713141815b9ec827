import { ownedId } from '../account/owned-id.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import { type BrowserSession, keptAwake } from '../browser-session/browser-session.ts';
import type { Client } from '../client/client.ts';
import { isRemembered } from '../consent/remembered-consent.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { ConsentRequired } from '../oauth-error/consent-required.ts';
import { InvalidRequestUri } from '../oauth-error/invalid-request-uri.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import { type AnswerSignInDeps, issueCode } from './answer-sign-in.ts';
import { type AuthenticateDeps, recognise } from './authenticate.ts';
import type { Authentication } from './require-authentication.ts';
import { requireSuitable } from './require-session.ts';
import type { SignInRecords } from './sign-in-records.ts';

export interface BeginSignInDeps extends AuthenticateDeps, AnswerSignInDeps {
  readonly records: SignInRecords;
}

/** What a checked request comes with. */
export interface Arrival {
  readonly request: AuthorizationRequest;
  readonly client: Client;
  readonly phoneHint?: string | undefined;
  /** As the browser's cookie says. */
  readonly session: BrowserSession | undefined;
  readonly address: string;
  readonly now: Date;
}

/** How a sign-in begins: with a page, or, where everything is known, with the code at once. */
export type Beginning =
  | { readonly kind: 'page'; readonly interaction: Interaction }
  | { readonly kind: 'code'; readonly code: string; readonly session: BrowserSession };

/**
 * OIDC Core §3.1.2.3, §3.1.2.4: who is signed in in this browser already need not ask the phone, and who agreed already need not agree
 * again, where both are allowed. With `prompt=none` what is missing is the error of §3.1.2.6. Without a session nothing is read.
 */
export async function beginSignIn(arrival: Arrival, deps: BeginSignInDeps): Promise<Beginning> {
  const known = await recognised(arrival, deps);
  if (known === undefined) return { kind: 'page', interaction: interactionFor(arrival, deps) };
  const { session, authentication, remembered } = known;
  if (!remembered) {
    if (arrival.request.silent) throw new ConsentRequired('The person has to agree to what is sent.');
    return { kind: 'page', interaction: { ...interactionFor(arrival, deps), sessionId: session.id } };
  }
  const grantId = ownedId(authentication.accountId, deps.randomness.id());
  const code = await issueCode({ ...arrival, authentication, grantId, consent: 'remembered', session }, deps);
  if (code === undefined)
    throw new InvalidRequestUri('request_uri was answered before: push the request again.');
  const limits = deps.settings.singleSignOn;
  return { kind: 'code', code, session: keptAwake(session, limits, arrival.now) };
}

interface Known {
  readonly session: BrowserSession;
  readonly authentication: Authentication;
  readonly remembered: boolean;
}

/** The person of this browser's session; undefined when the phone is to be asked, which with `prompt=none` is the error itself. */
async function recognised(arrival: Arrival, deps: BeginSignInDeps): Promise<Known | undefined> {
  // the usual case: an error thrown for it would only be caught here
  if (arrival.session === undefined && !arrival.request.silent) return undefined;
  try {
    return await requireKnown(arrival, deps);
  } catch (error) {
    if (arrival.request.silent || !(error instanceof OAuthError)) throw error;
    return undefined;
  }
}

async function requireKnown(arrival: Arrival, deps: BeginSignInDeps): Promise<Known> {
  const { request, client, now } = arrival;
  const session = requireSuitable(request, arrival.session, deps.settings.singleSignOn, now);
  const { accountId, id: sessionId } = session;
  const consentTo = client.remember_consent === true ? client.client_id : undefined;
  const record = await deps.records.read({ accountId, sessionId, consentTo }, { fresh: true });
  const authentication = await recognise({ interaction: { request }, client, record }, session, now, deps);
  const remembered = isRemembered(record.consent, request, client, authentication.acr);
  return { session, authentication, remembered };
}

const interactionFor = (
  { request, phoneHint, now }: Arrival,
  { randomness, settings }: BeginSignInDeps,
): Interaction => ({
  id: randomness.id(),
  request,
  validUntil: new Date(now.getTime() + settings.interactionSeconds * 1000).toISOString(),
  ...(phoneHint !== undefined && { phoneHint }),
});
