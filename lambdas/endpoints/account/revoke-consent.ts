import type { ConsentRevokedView } from '../../contracts/authenticator.ts';
import { type WithdrawConsentDeps, withdrawConsent } from '../../domain/consent/withdraw-consent.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RevokeConsentDeps extends DeviceProofDeps, WithdrawConsentDeps {}

/** DELETE /api/account/consents/{client}: the service gets nothing more, not even with a token it just obtained (B5). */
export async function revokeConsent(request: HttpRequest, deps: RevokeConsentDeps): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const client = request.params.client ?? '';
  const view: ConsentRevokedView = await withdrawConsent(account.id, client, request.now, deps);
  return { body: view };
}
