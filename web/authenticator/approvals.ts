import { signal } from '@preact/signals';
import type { ApprovalsView } from '../../lambdas/contracts/authenticator.ts';
import type { Device } from './device.ts';
import { deviceCall } from './device-call.ts';
import { closeNotification } from './push.ts';

/** What waits for this person, as last told. */
export const approvals = signal<ApprovalsView | undefined>(undefined);

export async function lookForApprovals(device: Device): Promise<void> {
  approvals.value = await deviceCall<ApprovalsView>(device, 'GET', '/api/authenticator/approvals');
  if (!document.hidden) void closeNotification().catch(() => undefined);
}
