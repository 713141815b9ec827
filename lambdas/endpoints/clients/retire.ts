import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { movedOn } from '../../domain/client-registration/refusals.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RetireDeps extends OwnClientDeps {
  readonly audit: AuditTrail;
}

/** DELETE /api/relying-parties/{client} (B12): gone for good; nobody signs in there any more, and its tokens are worth nothing. */
export async function retire(request: HttpRequest, deps: RetireDeps): Promise<HttpResponse> {
  const { account, registration } = await requireOwnClient(request, deps);
  if (!(await deps.registrations.remove(registration))) throw movedOn();
  await deps.audit.record({
    event: 'client.retired',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { client: registration.client_id },
  });
  return { status: 204 };
}
