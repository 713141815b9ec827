import type { Account } from '../account/account.ts';
import type { Approval } from '../approval/approval.ts';
import type { Device } from '../device/device.ts';
import type { PinRecord } from '../pin/pin-record.ts';

/** What a phone's requests hang on, read in one call where one record names the others; all as last written. */
export interface PhoneRecords {
  /** For a decision: the id of an approval names its account, so that nothing waits for the device to name it. */
  ofDecision(
    deviceId: string,
    approvalId: string,
  ): Promise<{ readonly device?: Device; readonly account?: Account; readonly approval?: Approval }>;
  /** For the list: who it is, and whether their PIN is locked; the account is the one that the device's id names. */
  ofPhone(
    deviceId: string,
  ): Promise<{ readonly device?: Device; readonly account?: Account; readonly pin?: PinRecord }>;
}
