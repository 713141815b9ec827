import type {
  Applicant,
  FormField,
  FormSection,
  FormValues,
  FourAttribute,
} from '../../contracts/procedures.ts';
import type { AccountIdentity } from '../account/account-identity.ts';

/** The four attributes of a person, as the SIGNATURE certificate and an application name the applicant. */
export function applicantOf(identity: AccountIdentity): Applicant {
  const { given_name, family_name, gender, birthdate, address } = identity;
  return {
    name: `${given_name} ${family_name}`,
    sex: gender,
    birthdate,
    address: address ? `${address.street}, ${address.postalCode} ${address.city}, ${address.country}` : '',
  };
}

/** Values for the fields that name one of the four attributes. */
export function prefilled(sections: readonly FormSection[], identity: AccountIdentity): FormValues {
  const fields = sections.flatMap((section) => section.fields);
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = field.prefill && valueFor(field, field.prefill, identity);
      return value ? [[field.id, value]] : [];
    }),
  );
}

function valueFor(field: FormField, attribute: FourAttribute, identity: AccountIdentity) {
  if (attribute === 'address' && field.type === 'address') return identity.address;
  return applicantOf(identity)[attribute];
}
