import { type ReceiverDeps, requireReceiver, requireStream } from '../../domain/signals/require-receiver.ts';
import type { SignalStream } from '../../domain/signals/signal-stream.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** GET /ssf/status (SSF §8.1.2.1). */
export async function readStatus(request: HttpRequest, deps: ReceiverDeps): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const stream = await requireStream(client, request.query.get('stream_id'), deps.streams);
  return { headers: { 'cache-control': 'no-store' }, body: statusView(stream) };
}

const statusView = ({ streamId, status, reason }: SignalStream) => ({
  stream_id: streamId,
  status,
  ...(reason !== undefined && { reason }),
});
