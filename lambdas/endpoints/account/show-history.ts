import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

const SHOWN = 100;

/** GET /api/account/history: where this identity was used, newest first (B11). */
export async function showHistory(
  request: HttpRequest,
  deps: DeviceProofDeps & { readonly history: SignInHistory },
): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const signIns = await deps.history.of(account.id, SHOWN);
  const entries = signIns.map(({ at, client, outcome, acr, address }) => ({
    at,
    client,
    outcome,
    ...(acr !== undefined && { acr }),
    ...(address !== undefined && { address }),
  }));
  return { body: { entries } };
}
