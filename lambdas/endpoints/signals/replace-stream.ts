import type { StreamChangeRequest } from '../../contracts/signals.ts';
import { noSuchStream, requireReceiver, requireStream } from '../../domain/signals/require-receiver.ts';
import { streamSettings } from '../../domain/signals/stream-settings.ts';
import { requireUnchanged, streamView } from '../../domain/signals/stream-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import type { CreateStreamDeps } from './create-stream.ts';

/** PUT /ssf/streams (SSF §8.1.1.4): what is missing is deleted; without a delivery there is no stream. */
export async function replaceStream(
  request: HttpRequest<StreamChangeRequest>,
  deps: Omit<CreateStreamDeps, 'randomness' | 'audit'>,
): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const { body } = request;
  const stream = await requireStream(client, body.stream_id, deps.streams);
  requireUnchanged(body, stream, deps.issuer);
  const settings = await streamSettings(body, deps);
  const changed = await deps.streams.configure(stream.clientId, stream.streamId, settings);
  if (changed === undefined) throw noSuchStream();
  return { headers: { 'cache-control': 'no-store' }, body: streamView(changed, deps.issuer) };
}
