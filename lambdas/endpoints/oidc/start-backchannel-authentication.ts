import {
  type AskPhoneDeps,
  askPhone,
  asRegistered,
  wakePhone,
} from '../../domain/backchannel-authentication/ask-phone.ts';
import type {
  BackchannelRequests,
  SealedAuthReqId,
  SealedPing,
} from '../../domain/backchannel-authentication/backchannel-request.ts';
import {
  backchannelParameters,
  type SignedRequestDeps,
} from '../../domain/backchannel-authentication/signed-backchannel-request.ts';
import {
  requireBackchannelClient,
  type ValidBackchannelRequest,
  validateBackchannelRequest,
} from '../../domain/backchannel-authentication/validate-backchannel-request.ts';
import type { Client } from '../../domain/client/client.ts';
import { type CallingClientDeps, callingClient } from '../../domain/client-authentication/calling-client.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartBackchannelAuthenticationDeps
  extends AskPhoneDeps,
    SignedRequestDeps,
    CallingClientDeps {
  readonly quotas: SendQuotas;
  readonly sealers: TokenSealers;
  /** Of what relying parties entrust to us. */
  readonly entrusted: TokenSealers;
  readonly backchannelRequests: BackchannelRequests;
}

/**
 * POST /oauth/backchannel-authentication (CIBA Core §7). The question is put to the phone before it is kept for polling, and the phone
 * is woken last: what a failure leaves behind is a question that nobody waits for.
 */
export async function startBackchannelAuthentication(
  request: HttpRequest,
  deps: StartBackchannelAuthenticationDeps,
): Promise<HttpResponse> {
  const { now, sourceIp } = request;
  const { client, parameters: form } = await callingClient(request, deps, { acceptsPublic: false });
  requireBackchannelClient(client);
  await takeQuotas(client, request, deps);
  const parameters = await backchannelParameters(form, client, now, deps);
  const valid = validateBackchannelRequest(parameters, client, deps.settings);
  const asked = await askPhone(valid, client, { address: sourceIp, now }, deps);
  const { validUntil, id } = asked.approval;
  const authReqId = (await deps.sealers('auth-req-id')).seal({ request: id } satisfies SealedAuthReqId);
  const intervalSeconds = deps.settings.backchannelIntervalSeconds;
  await deps.backchannelRequests.keep({
    id,
    ask: valid.ask,
    intervalSeconds,
    pollableAt: now.toISOString(),
    validUntil,
    ...(await sealedPing(valid, authReqId, deps.entrusted)),
  });
  await wakePhone(asked, client, deps);
  return {
    headers: { 'cache-control': 'no-store' },
    body: { auth_req_id: authReqId, expires_in: valid.lifetimeSeconds, interval: intervalSeconds },
  };
}

/** Each number has its own limit besides, which the question takes (domain/approval). */
async function takeQuotas(
  { client_id }: Client,
  { sourceIp, now }: HttpRequest,
  { quotas, settings }: StartBackchannelAuthenticationDeps,
): Promise<void> {
  const limits = [`backchannel:address:${sourceIp}`, `backchannel:client:${client_id}`].map((scope) => ({
    scope,
    ...settings.backchannelPerClient,
  }));
  await quotas.take(limits, now).catch(asRegistered);
}

/** The bearer token of the client's own endpoint is a secret of theirs: it lies sealed. */
async function sealedPing(
  { notificationToken }: ValidBackchannelRequest,
  authReqId: string,
  entrusted: TokenSealers,
): Promise<{ readonly ping?: string }> {
  if (notificationToken === undefined) return {};
  const ping: SealedPing = { authReqId, token: notificationToken };
  return { ping: (await entrusted('ciba-ping')).seal(ping) };
}
