import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { noSuchStream, type ReceiverDeps, requireReceiver } from '../../domain/signals/require-receiver.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DeleteStreamDeps extends ReceiverDeps {
  readonly audit: AuditTrail;
}

/** DELETE /ssf/streams (SSF §8.1.1.5): gone with all that was held. */
export async function deleteStream(request: HttpRequest, deps: DeleteStreamDeps): Promise<HttpResponse> {
  const client = await requireReceiver(request, deps);
  const { client_id } = client;
  if (!(await deps.streams.remove(client_id, request.query.get('stream_id') ?? ''))) throw noSuchStream();
  await deps.audit.record({
    event: 'stream.deleted',
    subject: '-',
    actor: `client:${client_id}`,
    at: request.now,
  });
  return { status: 204 };
}
