import type { Language } from '../../contracts/enrolment.ts';
import type { Parameters } from '../authorization-request/parameters.ts';
import { redirectWith } from '../authorization-response/authorization-response.ts';
import type { Clients } from '../client/client.ts';
import { verifyIdTokenHint } from '../id-token/verify-id-token-hint.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import type { PublishedKeys } from '../signing-key/token-signers.ts';
import { languageOf } from '../ui-locales/ui-locales.ts';

/** A checked logout request (RP-Initiated Logout 1.0 §2). */
export interface LogoutRequest {
  /** Who asks, where it is known. */
  readonly clientId?: string;
  /** Session id of the ID token that was shown: proof that the client had a sign-in. */
  readonly sid?: string;
  /** Where the browser goes afterwards: an address that this client registered, with its state. */
  readonly target?: string;
  readonly language: Language;
}

export interface LogoutContext {
  readonly issuer: string;
  readonly clients: Clients;
  readonly publicKeys: PublishedKeys;
  readonly acceptLanguage: string | undefined;
  readonly now: Date;
}

/** `logout_hint` says nothing that is not known better here, and is ignored (§2: optional to use). Throws `InvalidRequest`. */
export async function validateLogoutRequest(
  parameters: Parameters,
  context: LogoutContext,
): Promise<LogoutRequest> {
  const named = await namedBy(parameters, context);
  const target = await requireTarget(parameters, named.clientId, context.clients);
  return {
    ...named,
    ...(target !== undefined && { target }),
    language: languageOf(parameters.get('ui_locales'), context.acceptLanguage),
  };
}

/** §2: the hint names the client; `client_id` beside it must be the same. It may have expired. */
async function namedBy(
  parameters: Parameters,
  { issuer, publicKeys, now }: LogoutContext,
): Promise<Pick<LogoutRequest, 'clientId' | 'sid'>> {
  const clientId = parameters.get('client_id');
  const hint = parameters.get('id_token_hint');
  if (hint === undefined) return clientId === undefined ? {} : { clientId };
  const keys = await publicKeys(now);
  const verified = await verifyIdTokenHint(hint, {
    issuer,
    keys,
    ...(clientId !== undefined && { clientId }),
  });
  return { clientId: verified.clientId, ...(verified.sid !== undefined && { sid: verified.sid }) };
}

/** §3: only an address registered by that client, compared character by character, and with the client's `state`. */
async function requireTarget(
  parameters: Parameters,
  clientId: string | undefined,
  clients: Clients,
): Promise<string | undefined> {
  const uri = parameters.get('post_logout_redirect_uri');
  const state = parameters.get('state');
  if (uri === undefined) return undefined;
  const client = clientId === undefined ? undefined : await clients.find(clientId);
  if (client?.status !== 'active' || !client.post_logout_redirect_uris?.includes(uri)) {
    throw new InvalidRequest('post_logout_redirect_uri is not registered for this client.');
  }
  return state === undefined ? uri : redirectWith({ redirectUri: uri }, { state });
}
