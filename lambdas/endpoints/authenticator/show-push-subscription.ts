import type { PushSubscriptionView } from '../../contracts/authenticator.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { Signer } from '../../domain/signer/signer.ts';
import type { PushSubscriptions } from '../../domain/web-push/push-subscription.ts';
import { applicationServerKey } from '../../domain/web-push/vapid.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ShowPushSubscriptionDeps extends DeviceProofDeps {
  readonly pushSubscriptions: Pick<PushSubscriptions, 'of'>;
  readonly pushSigner: Pick<Signer, 'publicJwk'>;
}

/** GET /api/authenticator/push-subscription: by which key the browser is to be subscribed, and whether this phone is woken so (B3). */
export async function showPushSubscription(
  request: HttpRequest,
  deps: ShowPushSubscriptionDeps,
): Promise<HttpResponse> {
  const { account, device } = await requireBoundDevice(request, deps, { repeatable: true });
  const [kept, key] = await Promise.all([
    deps.pushSubscriptions.of(account.id),
    applicationServerKey(deps.pushSigner),
  ]);
  const view: PushSubscriptionView = {
    applicationServerKey: key,
    subscribed: kept?.deviceId === device.id,
  };
  return { body: view };
}
