import type { Approval } from '../approval/approval.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';

/**
 * CIBA Core §10.2: a client in ping mode is told that there is an answer. Called before the decision is written, so that a failure in
 * between loses nothing: the courier waits for the decision.
 */
export async function announceDecision(
  { backchannel, clientId, id }: Approval,
  now: Date,
  messages: RelyingPartyMessages,
): Promise<void> {
  if (backchannel !== 'ping') return;
  await messages.enqueue({
    kind: 'ciba-ping',
    clientId,
    requestId: id,
    id: `ciba-ping:${id}`,
    at: now.toISOString(),
  });
}
