import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { ClientRegistrations } from '../../domain/client-registration/registration.ts';
import { requireRegisteredClient } from '../../domain/client-registration/registration-token.ts';
import { InvalidToken } from '../../domain/oauth-error/invalid-token.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { requireSandbox } from './update-registration.ts';

export interface DeleteRegistrationDeps {
  readonly registrations: Pick<ClientRegistrations, 'find' | 'remove'>;
  readonly audit: AuditTrail;
}

/** DELETE /oauth/register/{client} (RFC 7592 §2.3): the client, its token and its secret are gone. */
export async function deleteRegistration(
  request: HttpRequest,
  deps: DeleteRegistrationDeps,
): Promise<HttpResponse> {
  const { registration } = await requireRegisteredClient(request, deps.registrations);
  requireSandbox(registration);
  if (!(await deps.registrations.remove(registration)))
    throw new InvalidToken('This client was changed meanwhile: read it, and try again.');
  await deps.audit.record({
    event: 'client.retired',
    subject: registration.owner ?? '-',
    actor: `client:${registration.client_id}`,
    at: request.now,
    details: { client: registration.client_id },
  });
  return { status: 204, headers: { 'cache-control': 'no-store', pragma: 'no-cache' } };
}
