import type { SignInSettings } from '../../contracts/settings.ts';
import type { Client } from '../../domain/client/client.ts';
import { rulesOf } from '../../domain/client/client-profile.ts';
import { type CallingClientDeps, callingClient } from '../../domain/client-authentication/calling-client.ts';
import { nonceHeader } from '../../domain/dpop/dpop-nonces.ts';
import { verifyDpopProof } from '../../domain/dpop/verify-dpop-proof.ts';
import { checkPushedRequest } from '../../domain/pushed-request/check-pushed-request.ts';
import { type PushedRequests, toRequestUri } from '../../domain/pushed-request/pushed-request.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { PublishedKeys } from '../../domain/signing-key/token-signers.ts';
import {
  addressOf,
  type BindingDeps,
  refuseProofBesideCertificate,
} from '../../domain/token-binding/required-binding.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface PushRequestDeps extends CallingClientDeps, BindingDeps {
  readonly settings: SignInSettings;
  readonly pushedRequests: Pick<PushedRequests, 'keep'>;
  /** Public halves of the keys that sign ID tokens, for `id_token_hint`. */
  readonly publicKeys: PublishedKeys;
  readonly randomness: Randomness;
}

/**
 * POST /oauth/par (RFC 9126 §2). One write keeps the checked request; an assertion or a DPoP proof costs one more each, so that it
 * counts once.
 */
export async function pushRequest(request: HttpRequest, deps: PushRequestDeps): Promise<HttpResponse> {
  const { parameters, client } = await callingClient(request, deps, { acceptsPublic: true });
  const provenJkt = await provenKey(request, client, deps);
  const { defaultAcr, pushedRequestSeconds, interactionSeconds } = deps.settings;
  const { now } = request;
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString();
  const checked = await checkPushedRequest(parameters, client, { ...deps, defaultAcr, provenJkt, now });
  const secret = deps.randomness.secret();
  await deps.pushedRequests.keep({
    id: hashSecret(secret),
    clientId: client.client_id,
    request: checked,
    validUntil: after(pushedRequestSeconds),
    answerableUntil: after(pushedRequestSeconds + interactionSeconds),
  });
  return {
    status: 201,
    headers: { 'cache-control': 'no-store', ...(await nonceHeader(request, deps.nonces)) },
    body: { request_uri: toRequestUri(secret), expires_in: pushedRequestSeconds },
  };
}

/** RFC 9449 §10.1: a proof beside the pushed request binds its code to the key. */
async function provenKey(
  request: HttpRequest,
  client: Client,
  deps: PushRequestDeps,
): Promise<string | undefined> {
  const { dpop } = request.headers;
  if (dpop === undefined) return undefined;
  refuseProofBesideCertificate(request, client);
  const { clientAlgorithms: algorithms, dpopNonceRequired: nonceRequired } = rulesOf(client);
  const proven = { ...request, uri: addressOf(request, deps) };
  return (await verifyDpopProof(dpop, proven, { algorithms, nonceRequired }, deps)).jkt;
}
