import type { Approvals } from '../approval/approvals.ts';
import type { Clients } from '../client/client.ts';
import type { GuardedDoor } from '../guarded-door/guarded-door.ts';
import { deliver, NotYet } from '../relying-party-message/deliver.ts';
import type { QueuedMessage } from '../relying-party-message/relying-party-message.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import type { BackchannelRequests, SealedPing } from './backchannel-request.ts';

export interface SendPingDeps {
  readonly clients: Clients;
  readonly backchannelRequests: Pick<BackchannelRequests, 'find'>;
  readonly approvals: Pick<Approvals, 'find'>;
  /** Of what relying parties entrusted to us. */
  readonly entrusted: TokenSealers;
  readonly door: GuardedDoor;
}

type Ping = Extract<QueuedMessage, { readonly kind: 'ciba-ping' }>;

const LOOK_AGAIN_SECONDS = 2;

/**
 * CIBA Core §10.2: only that there is an answer, with the client's own bearer token; which one it is, the token endpoint tells. Announced
 * before the decision is written, it waits for it; what is over needs no ping.
 *
 * @throws Undelivered, NotYet
 */
export async function sendPing({ clientId, requestId }: Ping, now: Date, deps: SendPingDeps): Promise<void> {
  const [client, request, approval] = await Promise.all([
    deps.clients.find(clientId),
    deps.backchannelRequests.find(requestId),
    deps.approvals.find(requestId),
  ]);
  const address = client?.status === 'active' ? client.backchannel_client_notification_endpoint : undefined;
  if (address === undefined || request?.ping === undefined || approval === undefined) return;
  if (now.toISOString() >= request.validUntil) return;
  if (approval.state === 'pending') throw new NotYet('The decision is not written yet.', LOOK_AGAIN_SECONDS);
  const ping = (await deps.entrusted('ciba-ping')).open<SealedPing>(request.ping);
  if (ping === undefined) throw new Error('What a ping needs cannot be opened.');
  await deliver(
    'backchannel_client_notification_endpoint',
    address,
    {
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ping.token}` },
      body: JSON.stringify({ auth_req_id: ping.authReqId }),
    },
    deps.door,
  );
}
