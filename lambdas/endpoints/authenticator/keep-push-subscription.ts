import type { PushSubscriptionRequest } from '../../contracts/authenticator.ts';
import type { WebPushSettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { notProven } from '../../domain/device-proof/device-proof.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { TokenSealers } from '../../domain/sealed-token/token-sealers.ts';
import type { PushEndpoint, PushSubscribing } from '../../domain/web-push/push-subscription.ts';
import { requirePushEndpoint } from '../../domain/web-push/require-push-endpoint.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface KeepPushSubscriptionDeps extends DeviceProofDeps {
  readonly webPush: Pick<WebPushSettings, 'allowsLoopback'>;
  readonly pushSealers: TokenSealers;
  readonly pushSubscribing: PushSubscribing;
  readonly audit: AuditTrail;
}

/** PUT /api/authenticator/push-subscription: from now on the phone is woken by its browser's push service (B3). */
export async function keepPushSubscription(
  request: HttpRequest<PushSubscriptionRequest>,
  deps: KeepPushSubscriptionDeps,
): Promise<HttpResponse> {
  const { account, device } = await requireBoundDevice(request, deps);
  const endpoint = requirePushEndpoint(request.body.endpoint, deps.webPush.allowsLoopback);
  const sealed = (await deps.pushSealers('push-endpoint')).seal({ endpoint } satisfies PushEndpoint);
  const at = request.now;
  const subscription = { accountId: account.id, deviceId: device.id, sealed, addedAt: at.toISOString() };
  if (!(await deps.pushSubscribing.keep(subscription))) {
    throw notProven('Another phone has taken the place of this one.');
  }
  await deps.audit.record({ event: 'push.subscribed', subject: account.id, actor: 'citizen', at });
  return { status: 204 };
}
