import { signal } from '@preact/signals';
import { type Device, forgetDevice, keepDevice, loadDevice } from './device.ts';

/** The key kept on this phone: `undefined` while it is being read, `null` when there is none. */
export const thisPhone = signal<Device | null | undefined>(undefined);

export async function readPhone(): Promise<void> {
  thisPhone.value = (await loadDevice()) ?? null;
}

export async function keepPhone(device: Device): Promise<void> {
  await keepDevice(device);
  thisPhone.value = device;
}

export async function forgetPhone(): Promise<void> {
  await forgetDevice();
  thisPhone.value = null;
}
