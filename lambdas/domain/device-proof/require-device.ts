import type { Account } from '../account/account.ts';
import type { Accounts } from '../account/accounts.ts';
import type { Device, Devices } from '../device/device.ts';
import type { Replays } from '../replay/replays.ts';
import {
  notProven,
  PROOF_HEADER,
  type ProvenRequest,
  parseDeviceProof,
  verifyDeviceProof,
} from './device-proof.ts';

export interface DeviceProofDeps {
  readonly devices: Pick<Devices, 'find'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly replays: Replays;
}

/** A phone that proved itself, and whose it is. */
export interface ProvenDevice {
  readonly device: Device;
  readonly account: Account;
}

type Request = ProvenRequest & { readonly headers: Readonly<Record<string, string>> };

/** `repeatable`: the same request may come again while its proof is fresh, for what is only looked at, and often. */
interface ProofUse {
  readonly repeatable?: boolean;
}

/** The device that made the proof, bound or still pending; each proof serves once, but for what is repeatable. */
export async function requireProvenDevice(
  request: Request,
  deps: DeviceProofDeps,
  { repeatable = false }: ProofUse = {},
): Promise<ProvenDevice> {
  const proof = parseDeviceProof(request.headers[PROOF_HEADER]);
  const device = proof.kid === undefined ? undefined : await deps.devices.find(proof.kid);
  if (device === undefined || device.status === 'revoked') throw notProven('This phone is not registered.');
  const [{ jti, expiresAt }, account] = await Promise.all([
    verifyDeviceProof(proof, device.key, request),
    deps.accounts.find(device.accountId),
  ]);
  const use = { purpose: `device-proof:${device.id}`, id: jti, expiresAt, now: request.now };
  if (!repeatable && !(await deps.replays.unique(use))) {
    throw notProven('This request was sent before. Try again.');
  }
  if (account === undefined || account.status === 'closed') throw notProven('This identity is closed.');
  return { device, account };
}

/** The account's one phone: bound, and not replaced by another. */
export async function requireBoundDevice(
  request: Request,
  deps: DeviceProofDeps,
  use: ProofUse = {},
): Promise<ProvenDevice> {
  const proven = await requireProvenDevice(request, deps, use);
  if (proven.device.status !== 'bound' || proven.account.deviceId !== proven.device.id) {
    throw notProven('Another phone has taken the place of this one.');
  }
  return proven;
}
