import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Consents } from '../../domain/consent/consent.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeConsentDeps extends DeviceProofDeps {
  readonly consents: Consents;
  readonly audit: AuditTrail;
}

/** DELETE /api/account/consents/{client}: the service gets nothing more, not even with a token it just obtained (B5). */
export async function revokeConsent(request: HttpRequest, deps: RevokeConsentDeps): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const client = request.params.client ?? '';
  if (!(await deps.consents.revoke(account.id, client))) {
    throw new Refusal('not-found', 'no-such-consent', 'There is no consent for this service.');
  }
  await deps.audit.record({
    event: 'consent.revoked',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { client },
  });
  return { status: 204 };
}
