import type { DevicePublicKey } from '../../contracts/authenticator.ts';

/** A phone that proved by link and SMS code that it is in the person's hands (A11). */
export interface Device {
  readonly id: string;
  readonly accountId: string;
  /** Public half of a key the phone cannot give away. */
  readonly key: DevicePublicKey;
  /** What the person calls it. */
  readonly name: string;
  /** `pending`: no PIN chosen yet; `bound`: the account's one phone; `revoked`: another took its place. */
  readonly status: 'pending' | 'bound' | 'revoked';
  /** Hash of the activation link under which this device may choose a PIN, once. */
  readonly activation?: string;
  /** Hash of the link under which it became the account's phone. */
  readonly boundBy?: string;
  /** ISO instants. */
  readonly addedAt: string;
  readonly boundAt?: string;
  readonly revokedAt?: string;
}

/** Every phone a person ever had here. */
export interface OwnDevices {
  of(accountId: string): Promise<readonly Device[]>;
}

export interface Devices {
  find(id: string): Promise<Device | undefined>;
  /** Keeps a pending device. The bound one, activated again by the same key after a lock, stays bound. */
  admit(device: Device): Promise<void>;
}
