import type { StreamStatusRequest } from '../../contracts/signals.ts';
import type { RelyingPartyMessages } from '../../domain/relying-party-message/relying-party-message.ts';
import { noSuchStream, type ReceiverDeps, requireReceiver } from '../../domain/signals/require-receiver.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UpdateStatusDeps extends ReceiverDeps {
  readonly messages: RelyingPartyMessages;
}

/** POST /ssf/status (SSF §8.1.2.2). Enabled again, a stream is sent what was held; asked again after a failure, too. */
export async function updateStatus(
  request: HttpRequest<StreamStatusRequest>,
  deps: UpdateStatusDeps,
): Promise<HttpResponse> {
  const { client_id } = await requireReceiver(request, deps);
  const { stream_id, status, reason } = request.body;
  const stream = await deps.streams.setStatus(client_id, stream_id, status, reason);
  if (stream === undefined) throw noSuchStream();
  if (status === 'enabled' && stream.held.length > 0) {
    const at = request.now.toISOString();
    await deps.messages.enqueue({
      kind: 'stream-resumed',
      clientId: client_id,
      id: `stream-resumed:${stream_id}:${at}`,
      at,
    });
  }
  return {
    headers: { 'cache-control': 'no-store' },
    body: { stream_id, status, ...(reason !== undefined && { reason }) },
  };
}
