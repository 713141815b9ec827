import type { AccountIdentity } from '../account/account-identity.ts';
import { fourAttributesOf } from '../certificate-holder/four-attributes.ts';
import { Refusal } from '../errors.ts';
import type { MoverAttributes } from './move.ts';

/**
 * The four attributes of who moves, as one line each.
 * @throws Refusal conflict `no-address` when none is known yet
 */
export function moverAttributesOf(identity: AccountIdentity): MoverAttributes {
  const attributes = fourAttributesOf(identity);
  if (attributes !== undefined) return { ...attributes, sex: identity.gender };
  throw new Refusal('conflict', 'no-address', 'No address is known of you yet. Enter your address first.');
}
