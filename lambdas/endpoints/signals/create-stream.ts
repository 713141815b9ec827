import type { StreamRequest } from '../../contracts/signals.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { type ReceiverDeps, requireReceiver } from '../../domain/signals/require-receiver.ts';
import type { SignalStream } from '../../domain/signals/signal-stream.ts';
import { type StreamSettingsDeps, streamSettings } from '../../domain/signals/stream-settings.ts';
import { streamView } from '../../domain/signals/stream-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CreateStreamDeps extends ReceiverDeps, StreamSettingsDeps {
  readonly issuer: string;
  readonly randomness: Randomness;
  readonly audit: AuditTrail;
}

/** POST /ssf/streams (SSF §8.1.1.1): enabled at once; one for each client. */
export async function createStream(
  request: HttpRequest<StreamRequest>,
  deps: CreateStreamDeps,
): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const stream: SignalStream = {
    clientId: client.client_id,
    streamId: deps.randomness.id(),
    ...(await streamSettings(request.body, deps)),
    status: 'enabled',
    held: [],
  };
  if (!(await deps.streams.create(stream))) {
    throw new Refusal('conflict', 'stream-exists', 'This client has a stream already. Change or delete it.');
  }
  await deps.audit.record({
    event: 'stream.created',
    subject: '-',
    actor: `client:${client.client_id}`,
    at: request.now,
  });
  return { status: 201, headers: { 'cache-control': 'no-store' }, body: streamView(stream, deps.issuer) };
}
