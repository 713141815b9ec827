import { type ReceiverDeps, requireReceiver, requireStream } from '../../domain/signals/require-receiver.ts';
import { streamView } from '../../domain/signals/stream-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ReadStreamDeps extends ReceiverDeps {
  readonly issuer: string;
}

/** GET /ssf/streams (SSF §8.1.1.2): one by its id, or the list of all, which may be empty. */
export async function readStream(request: HttpRequest, deps: ReadStreamDeps): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const streamId = request.query.get('stream_id');
  const headers = { 'cache-control': 'no-store' };
  if (streamId !== null) {
    const stream = await requireStream(client, streamId, deps.streams);
    return { headers, body: streamView(stream, deps.issuer) };
  }
  const stream = await deps.streams.find(client.client_id);
  return { headers, body: stream === undefined ? [] : [streamView(stream, deps.issuer)] };
}
