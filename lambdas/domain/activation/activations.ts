import type { Account } from '../account/account.ts';
import type { Device } from '../device/device.ts';
import type { CodeOwner } from '../one-time-code/one-time-codes.ts';

/** The purpose of activation and recovery links; their subject is the account id. */
export const ACTIVATION_LINK = 'activation';

/** The SMS code that binds a phone: one per account and number, whichever link it was asked by. */
export const activationCodeOwner = ({ id, phoneHandle }: Account): CodeOwner => ({
  purpose: 'activation',
  subject: `${id} ${phoneHandle}`,
});

/** The last step of an activation or recovery: phone, PIN and account change together. */
export interface ActivationOutcome {
  /** As read; the change is refused when it changed since. */
  readonly account: Account;
  /** As read, with the `activation` it was admitted under. */
  readonly device: Device;
  readonly pin: { readonly mac: Uint8Array; readonly salt: string; readonly tries: number };
  readonly now: Date;
}

export interface Activations {
  /**
   * In one transaction: the device becomes the account's one phone, the phone before it is revoked, the PIN is set with all
   * tries open, a pending account becomes active. False when account or device changed meanwhile.
   */
  complete(outcome: ActivationOutcome): Promise<boolean>;
  /** Marks the enrolment behind the account as active; does nothing when it is already. */
  concludeEnrolment(enrolmentId: string): Promise<void>;
}
