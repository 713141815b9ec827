import type { AccountIdentity, PostalAddress } from '../account/account-identity.ts';
import type { FourAttributes } from '../certificate-profile/attributes.ts';

/** What a SIGNATURE certificate names of a person (C1); undefined when the address is not known. */
export function fourAttributesOf(identity: AccountIdentity): FourAttributes | undefined {
  const { address, ...others } = attributesOf(identity);
  return address === undefined ? undefined : { ...others, address };
}

/** `12 rue des Lilas, 75012 Paris, FR` */
export function addressLine({ street, postalCode, city, country }: PostalAddress): string {
  return `${street}, ${postalCode} ${city}, ${country}`;
}

/** Names of the attributes in which two identities differ; a first address differs from none. */
export function changedAttributes(
  before: AccountIdentity,
  after: AccountIdentity,
): readonly (keyof FourAttributes)[] {
  const [old, fresh] = [attributesOf(before), attributesOf(after)];
  return (['name', 'sex', 'birthdate', 'address'] as const).filter((name) => old[name] !== fresh[name]);
}

const attributesOf = ({ given_name, family_name, gender, birthdate, address }: AccountIdentity) => ({
  name: `${given_name} ${family_name}`,
  sex: gender === 'male' ? ('1' as const) : ('2' as const),
  birthdate,
  address: address && addressLine(address),
});
