import type { ClientErrorLog } from '../../domain/client-errors/client-errors.ts';
import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListErrorsDeps extends OwnClientDeps {
  readonly errorLog: ClientErrorLog;
}

/** GET /api/relying-parties/{client}/errors (B12): what was refused to this client, and why, newest first. */
export async function listErrors(request: HttpRequest, deps: ListErrorsDeps): Promise<HttpResponse> {
  const { registration } = await requireOwnClient(request, deps);
  const errors = await deps.errorLog.of(registration.client_id, request.now);
  return {
    body: {
      errors: errors.map(({ at, endpoint, code, sentence, requestId }) => ({
        at: at.toISOString(),
        endpoint,
        code,
        sentence,
        requestId,
      })),
    },
  };
}
