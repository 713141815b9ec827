import { createHash } from 'node:crypto';
import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import { ownedId } from '../account/owned-id.ts';
import { thumbprint } from '../signer/signer.ts';

/** One device per account and key: binding the same key twice finds the same record. It names its account, so that both are one read. */
export function deviceIdOf(accountId: string, key: DevicePublicKey): string {
  const part = createHash('sha256')
    .update(JSON.stringify([accountId, thumbprint(key)]))
    .digest('base64url')
    .slice(0, 22);
  return ownedId(accountId, part);
}
