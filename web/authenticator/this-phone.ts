import { signal } from '@preact/signals';
import { type Device, forgetDevice, keepDevice, loadDevice } from './device.ts';
import { forgetPush } from './push.ts';

/** The key kept on this phone: `undefined` while it is being read, `null` when there is none. */
export const thisPhone = signal<Device | null | undefined>(undefined);

export async function readPhone(): Promise<void> {
  thisPhone.value = (await loadDevice()) ?? null;
}

/** Another key than the one that was here takes no pushes for it: those of its person go by SMS again. */
async function leaveOldPhone(device: Device): Promise<void> {
  const before = await loadDevice();
  if (before && before.deviceId !== device.deviceId) await forgetPush().catch(() => undefined);
}

export async function keepPhone(device: Device): Promise<void> {
  await leaveOldPhone(device);
  await keepDevice(device);
  thisPhone.value = device;
}

export async function forgetPhone(): Promise<void> {
  await forgetPush().catch(() => undefined);
  await forgetDevice();
  thisPhone.value = null;
}
