import type { RotateSecretRequest } from '../../contracts/relying-parties.ts';
import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { movedOn } from '../../domain/client-registration/refusals.ts';
import { rotateSecret as rotate } from '../../domain/client-registration/secret.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RotateSecretDeps extends OwnClientDeps {
  readonly settings: RelyingPartySettings;
  readonly randomness: Randomness;
  readonly audit: AuditTrail;
}

/** POST /api/relying-parties/{client}/secret (B12): another secret, shown here and never again; the old one stays good for a while. */
export async function rotateSecret(
  request: HttpRequest<RotateSecretRequest>,
  deps: RotateSecretDeps,
): Promise<HttpResponse> {
  const { account, registration } = await requireOwnClient(request, deps);
  const { record, secret } = rotate(registration, request.body.keepOld, request.now, deps);
  if (!(await deps.registrations.replace(registration, record))) throw movedOn();
  await deps.audit.record({
    event: 'client.secret-changed',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { client: registration.client_id },
  });
  const until = record.previous_client_secret?.validUntil;
  return { body: { secret, ...(until !== undefined && { oldSecretUntil: until }) } };
}
