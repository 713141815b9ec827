import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { PushSubscriptions } from '../../domain/web-push/push-subscription.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RemovePushSubscriptionDeps extends DeviceProofDeps {
  readonly pushSubscriptions: PushSubscriptions;
  readonly audit: AuditTrail;
}

/** DELETE /api/authenticator/push-subscription: from now on by SMS again; as good twice as once. */
export async function removePushSubscription(
  request: HttpRequest,
  deps: RemovePushSubscriptionDeps,
): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const kept = await deps.pushSubscriptions.of(account.id);
  if (kept !== undefined) {
    await deps.pushSubscriptions.remove(kept);
    const event = 'push.unsubscribed';
    await deps.audit.record({ event, subject: account.id, actor: 'citizen', at: request.now });
  }
  return { status: 204 };
}
