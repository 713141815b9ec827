import { AwsError } from '../../service.ts';
import { invalidKeyUsage, validation } from './key-errors.ts';
import type { KeyUsage } from './key-spec.ts';
import type { Key, Keys } from './keys.ts';

/** Longest message or plaintext KMS takes, in bytes. */
const MAX_BYTES = 4096;

/** The key a call names, if it is enabled and meant for this. */
export async function usableKey(
  keys: Keys,
  reference: string,
  usage: KeyUsage,
  operation: string,
): Promise<Key> {
  const key = await keys.find(reference);
  if (key.usage !== usage) {
    throw invalidKeyUsage(`${key.arn} key usage is ${key.usage} which is not valid for ${operation}.`);
  }
  requireEnabled(key);
  return key;
}

/** DisabledException, or KMSInvalidStateException once deletion is scheduled. */
export function requireEnabled(key: Key): void {
  if (key.state === 'Disabled') throw new AwsError('DisabledException', `${key.arn} is disabled.`);
  if (key.state === 'PendingDeletion') {
    throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  }
}

export function requireSize(bytes: Buffer, field: string): void {
  if (bytes.length >= 1 && bytes.length <= MAX_BYTES) return;
  throw validation(`1 validation error detected: Value at '${field}' must have 1 to ${MAX_BYTES} bytes.`);
}
