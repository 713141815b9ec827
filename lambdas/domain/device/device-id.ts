import { createHash } from 'node:crypto';
import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import { thumbprint } from '../signer/signer.ts';

/** One device per account and key: binding the same key twice finds the same record (22 characters, base64url). */
export function deviceIdOf(accountId: string, key: DevicePublicKey): string {
  return createHash('sha256')
    .update(JSON.stringify([accountId, thumbprint(key)]))
    .digest('base64url')
    .slice(0, 22);
}
