import type { AccountIdentity, PostalAddress } from '../account/account-identity.ts';
import type { FourAttributes } from '../certificate-profile/attributes.ts';

/** What a SIGNATURE certificate names of a person (C1); undefined when the address is not known. */
export function fourAttributesOf(identity: AccountIdentity): FourAttributes | undefined {
  const { given_name, family_name, gender, birthdate, address } = identity;
  if (address === undefined) return undefined;
  return {
    name: `${given_name} ${family_name}`,
    sex: gender === 'male' ? '1' : '2',
    birthdate,
    address: addressLine(address),
  };
}

/** `12 rue des Lilas, 75012 Paris, FR` */
export function addressLine({ street, postalCode, city, country }: PostalAddress): string {
  return `${street}, ${postalCode} ${city}, ${country}`;
}

/** Names of the attributes whose value differs. */
export function changedAttributes(
  before: FourAttributes,
  after: FourAttributes,
): readonly (keyof FourAttributes)[] {
  return (['name', 'sex', 'birthdate', 'address'] as const).filter((name) => before[name] !== after[name]);
}
