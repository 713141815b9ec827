import type { AccountIdentity } from '../account/account-identity.ts';
import { Refusal } from '../errors.ts';
import type { FourAttributes } from './move.ts';

/**
 * Name, sex, date of birth and address of a person, as one line each.
 * @throws Refusal conflict `no-address` when none is known yet
 */
export function fourAttributesOf(identity: AccountIdentity): FourAttributes {
  const { address } = identity;
  if (address === undefined) {
    throw new Refusal('conflict', 'no-address', 'No address is known of you yet. Enter your address first.');
  }
  return {
    name: `${identity.given_name} ${identity.family_name}`,
    sex: identity.gender,
    birthdate: identity.birthdate,
    address: `${address.street}, ${address.postalCode} ${address.city}, ${address.country}`,
  };
}
