import type { Language } from '../../contracts/enrolment.ts';
import type { AnswerTarget } from '../authorization-response/answer-location.ts';
import type { Client } from '../client/client.ts';
import { verifyIdTokenHint } from '../id-token/verify-id-token-hint.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { parseRequestObject } from '../request-object/request-object.ts';
import { type RequestObjectContext, verifyRequestObject } from '../request-object/verify-request-object.ts';
import type { PublishedKeys } from '../signing-key/token-signers.ts';
import { languageOf } from '../ui-locales/ui-locales.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import type { Parameters } from './parameters.ts';
import { phoneHintOf } from './phone-hint.ts';
import { RefusedRequest } from './refused-request.ts';
import { requireRedirectUri } from './require-client.ts';
import { requirePushedWhereDemanded, requireSignedWhereDemanded } from './require-flow.ts';
import { peekResponseMode } from './require-response-mode.ts';
import { type ValidationContext, validateAuthorizationRequest } from './validate-authorization-request.ts';

/** A request all of whose parameters are checked, and what else the page begins with. */
export interface CheckedRequest {
  readonly authorization: AuthorizationRequest;
  /** A phone number of `login_hint`. */
  readonly phoneHint?: string;
  /** As asked: the language is chosen when a browser comes. */
  readonly uiLocales?: string;
}

export interface CheckContext
  extends RequestObjectContext,
    Pick<ValidationContext, 'defaultAcr' | 'provenJkt'> {
  /** Public halves of what signs ID tokens. */
  readonly publicKeys: PublishedKeys;
  readonly acceptLanguage?: string | undefined;
  /** RFC 9126. */
  readonly pushed: boolean;
}

/**
 * The request itself, wherever it came from: plain parameters, or a signed request object, whose claims alone count (RFC 9101 §6.3).
 * Throws `UntrustedRequest` while there is nowhere to send an error, then `RefusedRequest`.
 */
export async function checkRequest(
  outer: Parameters,
  client: Client,
  context: CheckContext,
): Promise<CheckedRequest> {
  const text = outer.get('request');
  const object = text === undefined ? undefined : parseRequestObject(text);
  const parameters = object?.parameters ?? outer;
  // Also of an object not verified yet: the address is one the client registered, as it would be without a signature.
  const redirectUri = requireRedirectUri(parameters, client);
  try {
    requirePushedWhereDemanded(client, { pushed: context.pushed, signed: object !== undefined });
    requireSignedWhereDemanded(client, { pushed: context.pushed, signed: object !== undefined });
    if (object !== undefined) await verifyRequestObject(object, client, context);
    return await checkParameters(parameters, client, redirectUri, context);
  } catch (error) {
    throw new RefusedRequest(targetOf(parameters, client, redirectUri, context.acceptLanguage), error);
  }
}

async function checkParameters(
  parameters: Parameters,
  client: Client,
  redirectUri: string,
  context: CheckContext,
): Promise<CheckedRequest> {
  const uiLocales = parameters.get('ui_locales');
  const language = languageOf(uiLocales, context.acceptLanguage);
  const authorization = validateAuthorizationRequest(parameters, client, redirectUri, {
    ...context,
    language,
  });
  const hinted = await hintedSubject(parameters.get('id_token_hint'), client, context);
  const phoneHint = phoneHintOf(parameters.get('login_hint'));
  return {
    authorization: withSubject(authorization, hinted),
    ...(phoneHint !== undefined && { phoneHint }),
    ...(uiLocales !== undefined && { uiLocales }),
  };
}

/** OIDC Core §3.1.2.1: whom the client expects; a demand for another `sub` beside it can never be met. */
function withSubject(authorization: AuthorizationRequest, hinted: string | undefined): AuthorizationRequest {
  if (hinted === undefined) return authorization;
  if (authorization.expectedSubject !== undefined && authorization.expectedSubject !== hinted) {
    throw new InvalidRequest('id_token_hint and claims name two different persons.');
  }
  return { ...authorization, expectedSubject: hinted };
}

async function hintedSubject(
  hint: string | undefined,
  client: Client,
  { issuer, publicKeys, now }: CheckContext,
): Promise<string | undefined> {
  if (hint === undefined) return undefined;
  const keys = await publicKeys(now);
  return (await verifyIdTokenHint(hint, { issuer, keys, clientId: client.client_id })).subject;
}

/** Where a refusal goes, as far as the request can be understood. */
export function targetOf(
  parameters: Parameters,
  client: Client,
  redirectUri: string,
  acceptLanguage: string | undefined,
): AnswerTarget {
  const state = parameters.peek('state');
  const language: Language = languageOf(parameters.peek('ui_locales'), acceptLanguage);
  return {
    clientId: client.client_id,
    redirectUri,
    ...(state !== undefined && { state }),
    responseMode: peekResponseMode(parameters, client, redirectUri),
    language,
  };
}
