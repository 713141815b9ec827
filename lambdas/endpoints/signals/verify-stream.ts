import type { StreamVerificationRequest } from '../../contracts/signals.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { RelyingPartyMessages } from '../../domain/relying-party-message/relying-party-message.ts';
import { type ReceiverDeps, requireReceiver, requireStream } from '../../domain/signals/require-receiver.ts';
import { VERIFICATION_INTERVAL_SECONDS } from '../../domain/signals/stream-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface VerifyStreamDeps extends ReceiverDeps {
  readonly messages: RelyingPartyMessages;
  readonly randomness: Randomness;
}

/** POST /ssf/verification (SSF §8.1.4.2): a verification event is on its way, over an enabled stream, once a minute at most. */
export async function verifyStream(
  request: HttpRequest<StreamVerificationRequest>,
  deps: VerifyStreamDeps,
): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const { stream_id, state } = request.body;
  const stream = await requireStream(client, stream_id, deps.streams);
  if (stream.status !== 'enabled') {
    throw new Refusal('invalid', 'stream-not-enabled', `The stream is ${stream.status}: nothing is sent.`);
  }
  if (!(await deps.streams.takeVerification(stream, VERIFICATION_INTERVAL_SECONDS, request.now))) {
    throw new Refusal(
      'too-many',
      'limit-reached',
      `A verification can be asked for every ${VERIFICATION_INTERVAL_SECONDS} seconds.`,
      { retryAfterSeconds: VERIFICATION_INTERVAL_SECONDS },
    );
  }
  await deps.messages.enqueue({
    kind: 'stream-verification',
    clientId: client.client_id,
    streamId: stream_id,
    ...(state !== undefined && { state }),
    id: `stream-verification:${deps.randomness.id()}`,
    at: request.now.toISOString(),
  });
  return { status: 204 };
}
