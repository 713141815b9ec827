import type { StreamChangeRequest } from '../../contracts/signals.ts';
import {
  noSuchStream,
  type ReceiverDeps,
  requireReceiver,
  requireStream,
} from '../../domain/signals/require-receiver.ts';
import { PUSH, type SignalStream, type StreamSettings } from '../../domain/signals/signal-stream.ts';
import { type StreamSettingsDeps, streamSettings } from '../../domain/signals/stream-settings.ts';
import { requireUnchanged, streamView } from '../../domain/signals/stream-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UpdateStreamDeps extends ReceiverDeps, StreamSettingsDeps {
  readonly issuer: string;
}

/** PATCH /ssf/streams (SSF §8.1.1.3): what is there is changed, what is missing stays. */
export async function updateStream(
  request: HttpRequest<StreamChangeRequest>,
  deps: UpdateStreamDeps,
): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const { body } = request;
  const stream = await requireStream(client, body.stream_id, deps.streams);
  requireUnchanged(body, stream, deps.issuer);
  const changed = await deps.streams.configure(
    stream.clientId,
    stream.streamId,
    await merged(stream, body, deps),
  );
  if (changed === undefined) throw noSuchStream();
  return { headers: { 'cache-control': 'no-store' }, body: streamView(changed, deps.issuer) };
}

/** `delivery` is one property: changed as a whole, its authorization with it. */
async function merged(
  stream: SignalStream,
  { delivery, events_requested, description }: StreamChangeRequest,
  deps: UpdateStreamDeps,
): Promise<StreamSettings> {
  const wanted = await streamSettings(
    {
      delivery: delivery ?? { method: PUSH, endpoint_url: stream.endpoint },
      events_requested: events_requested ?? [...stream.eventsRequested],
      description: description ?? stream.description,
    },
    deps,
  );
  const { authorization } = stream;
  return delivery === undefined && authorization !== undefined ? { ...wanted, authorization } : wanted;
}
