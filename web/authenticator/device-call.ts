import type { ApprovalView } from '../../lambdas/contracts/authenticator.ts';
import { type Call, RefusedCall, send } from '../api/call.ts';
import type { Device } from './device.ts';
import { hashed, issuedAt, randomId, signed } from './jws.ts';

/** The contract's names; the web app imports contracts as types only, to stay small. */
const PROOF_HEADER = 'device-proof';
const PROOF_TYPE = 'device-proof+jwt';
const APPROVAL_TYPE = 'approval+jwt';

/** Proof that this phone makes this very request, now (in the manner of RFC 9449 §4.2). */
async function deviceProof(
  device: Device,
  method: Call['method'],
  path: string,
  body: string,
): Promise<string> {
  const key = device.deviceId ? { kid: device.deviceId } : { jwk: device.publicKey };
  const payload = { htm: method, htu: path, iat: issuedAt(), jti: randomId(), bh: await hashed(body) };
  return signed(device.privateKey, { typ: PROOF_TYPE, ...key }, payload);
}

const once = async <T>(
  device: Device,
  method: Call['method'],
  path: string,
  body: string | undefined,
): Promise<T> => {
  const headers = { [PROOF_HEADER]: await deviceProof(device, method, path, body ?? '') };
  return send<T>(body === undefined ? { method, path, headers } : { method, path, headers, body });
};

/**
 * A call in the phone's name. Where the phone's clock was wrong, the refusal tells the right time: the call is made
 * once more with it.
 */
export async function deviceCall<T>(
  device: Device,
  method: Call['method'],
  path: string,
  value?: unknown,
): Promise<T> {
  const body = value === undefined ? undefined : JSON.stringify(value);
  try {
    return await once<T>(device, method, path, body);
  } catch (failure) {
    const clockWrong = failure instanceof RefusedCall && failure.problem.code === 'device-clock';
    if (!clockWrong) throw failure;
    return once<T>(device, method, path, body);
  }
}

/** Binds the decision to what was shown: its challenge, and the message or the number that both sides compare. */
export const decisionSignature = (
  device: Device,
  approval: Pick<ApprovalView, 'challenge' | 'bindingNumber' | 'backchannel'>,
  decision: 'approve' | 'refuse',
): Promise<string> =>
  signed(
    device.privateKey,
    { typ: APPROVAL_TYPE, kid: device.deviceId },
    {
      challenge: approval.challenge,
      decision,
      binding: approval.backchannel?.bindingMessage ?? approval.bindingNumber,
      iat: issuedAt(),
    },
  );
