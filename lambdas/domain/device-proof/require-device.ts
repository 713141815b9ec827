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
  readonly devices: Devices;
  readonly accounts: Accounts;
  readonly replays: Replays;
}

/** A phone that proved itself, and whose it is. */
export interface ProvenDevice {
  readonly device: Device;
  readonly account: Account;
}

type Request = ProvenRequest & { readonly headers: Readonly<Record<string, string>> };

/** The device that made the proof, bound or still pending; each proof serves once. */
export async function requireProvenDevice(request: Request, deps: DeviceProofDeps): Promise<ProvenDevice> {
  const proof = parseDeviceProof(request.headers[PROOF_HEADER]);
  const device = proof.kid === undefined ? undefined : await deps.devices.find(proof.kid);
  if (device === undefined || device.status === 'revoked') throw notProven('This phone is not registered.');
  const [{ jti, expiresAt }, account] = await Promise.all([
    verifyDeviceProof(proof, device.key, request),
    deps.accounts.find(device.accountId),
  ]);
  const purpose = `device-proof:${device.id}`;
  if (!(await deps.replays.unique({ purpose, id: jti, expiresAt, now: request.now }))) {
    throw notProven('This request was sent before. Try again.');
  }
  if (account === undefined || account.status === 'closed') throw notProven('This identity is closed.');
  return { device, account };
}

/** The account's one phone: bound, and not replaced by another. */
export async function requireBoundDevice(request: Request, deps: DeviceProofDeps): Promise<ProvenDevice> {
  const proven = await requireProvenDevice(request, deps);
  if (proven.device.status !== 'bound' || proven.account.deviceId !== proven.device.id) {
    throw notProven('Another phone has taken the place of this one.');
  }
  return proven;
}
