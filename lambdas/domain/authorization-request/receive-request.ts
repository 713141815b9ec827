import type { Client, Clients } from '../client/client.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { InvalidRequestUri } from '../oauth-error/invalid-request-uri.ts';
import { OAuthError } from '../oauth-error/oauth-error.ts';
import { RequestUriNotSupported } from '../oauth-error/request-uri-not-supported.ts';
import { type PushedRequests, secretOf } from '../pushed-request/pushed-request.ts';
import { hashSecret } from '../secret-hash.ts';
import { languageOf } from '../ui-locales/ui-locales.ts';
import { type CheckContext, type CheckedRequest, checkRequest, targetOf } from './check-request.ts';
import type { Parameters } from './parameters.ts';
import { RefusedRequest } from './refused-request.ts';
import { isRegistered, requireClient } from './require-client.ts';
import { UntrustedRequest } from './untrusted-request.ts';

export interface ReceiveContext extends Omit<CheckContext, 'pushed' | 'provenJkt'> {
  readonly clients: Clients;
  readonly pushedRequests: Pick<PushedRequests, 'find'>;
}

/**
 * What a browser brought to the authorization endpoint: parameters, a request object (RFC 9101), or the `request_uri` of a request
 * pushed before (RFC 9126 §4). Throws `UntrustedRequest` or an `OAuthError` where the person is to be told, and `RefusedRequest` where
 * the client is.
 */
export async function receiveRequest(outer: Parameters, context: ReceiveContext): Promise<CheckedRequest> {
  const client = await requireClient(outer, context.clients);
  try {
    const requestUri = outer.get('request_uri');
    return requestUri === undefined
      ? await checkRequest(outer, client, { ...context, pushed: false })
      : await takePushed(requestUri, outer, client, context);
  } catch (error) {
    if (!(error instanceof OAuthError)) throw error;
    throw refusedBeside(outer, client, error, context.acceptLanguage);
  }
}

/**
 * RFC 9126 §4: what stands beside the reference is ignored. It has one answer, and until then may be loaded again: by a reload, by the
 * way back, by software that looks at addresses before the person does (FAPI 2.0 Security Profile §5.3.2.2, note on `request_uri`).
 */
async function takePushed(
  requestUri: string,
  outer: Parameters,
  client: Client,
  { pushedRequests, now, acceptLanguage }: ReceiveContext,
): Promise<CheckedRequest> {
  if (outer.get('request') !== undefined) {
    throw new InvalidRequest('request and request_uri cannot be used together (RFC 9101 5).');
  }
  const secret = secretOf(requestUri);
  if (secret === undefined) {
    throw new RequestUriNotSupported('request_uri must come from the pushed authorization request endpoint.');
  }
  const id = hashSecret(secret);
  const checked = await pushedRequests.find({ id, clientId: client.client_id, now });
  if (checked === undefined || !isRegistered(checked.authorization.redirectUri, client)) {
    throw new InvalidRequestUri(
      'request_uri is unknown, was answered before, or ran out: push the request again.',
    );
  }
  const language = languageOf(checked.uiLocales, acceptLanguage);
  return { ...checked, authorization: { ...checked.authorization, language, pushed: id } };
}

/** Before the request itself is known: to the address beside it, when that is a registered one; else the person is told. */
function refusedBeside(
  outer: Parameters,
  client: Client,
  error: OAuthError,
  acceptLanguage: string | undefined,
): Error {
  const redirectUri = outer.peek('redirect_uri');
  if (redirectUri !== undefined && isRegistered(redirectUri, client)) {
    return new RefusedRequest(targetOf(outer, client, redirectUri, acceptLanguage), error);
  }
  return error instanceof InvalidRequestUri ? new UntrustedRequest('spent-request', error.message) : error;
}
