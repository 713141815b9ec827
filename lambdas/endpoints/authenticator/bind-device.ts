import type * as v from 'valibot';
import { type ActivationCodeRequest, DEVICE_PROOF_HEADER } from '../../contracts/authenticator.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { activationCodeOwner } from '../../domain/activation/activations.ts';
import { requireActivation } from '../../domain/activation/require-activation.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Devices } from '../../domain/device/device.ts';
import { deviceIdOf } from '../../domain/device/device-id.ts';
import { requireKeyProof } from '../../domain/device-proof/require-key-proof.ts';
import type { Links } from '../../domain/link/links.ts';
import type { OneTimeCodes } from '../../domain/one-time-code/one-time-codes.ts';
import type { Replays } from '../../domain/replay/replays.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface BindDeviceDeps {
  readonly links: Links;
  readonly accounts: Accounts;
  readonly devices: Devices;
  readonly codes: OneTimeCodes;
  readonly replays: Replays;
  readonly audit: AuditTrail;
}

/**
 * POST /api/authenticator/activation/code: link, SMS code and the phone's own key together admit the phone (A11). The phone
 * before it keeps its right until the new PIN is chosen.
 */
export async function bindDevice(
  request: HttpRequest<v.InferOutput<typeof ActivationCodeRequest>>,
  deps: BindDeviceDeps,
): Promise<HttpResponse> {
  const { body, now, headers } = request;
  const { account } = await requireActivation(body.token, now, deps);
  await requireKeyProof(headers[DEVICE_PROOF_HEADER], body.device.key, request, deps.replays);
  await deps.codes.check({ ...activationCodeOwner(account), code: body.code, now });
  const deviceId = deviceIdOf(account.id, body.device.key);
  await deps.devices.admit({
    id: deviceId,
    accountId: account.id,
    key: body.device.key,
    name: body.device.name,
    status: 'pending',
    activation: hashSecret(body.token),
    addedAt: now.toISOString(),
  });
  await deps.audit.record({ event: 'device.admitted', subject: account.id, actor: 'citizen', at: now });
  return { body: { deviceId, step: 'pin' } };
}
