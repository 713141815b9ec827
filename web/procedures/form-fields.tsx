import type {
  AddressValue,
  FormField,
  FormSection,
  FormValues,
  NumberField,
} from '../../lambdas/contracts/procedures.ts';
import { residenceOptions } from '../enrolment/countries.ts';
import { t } from '../i18n/translate.ts';
import { DateField } from '../ui/date-field.tsx';
import { Choices, FieldGroup, SelectField, TextField } from '../ui/field.tsx';
import { said } from './procedures.ts';
import { TextArea } from './text-area.tsx';

interface FieldsProps {
  readonly values: FormValues;
  readonly change: (id: string, value: string | AddressValue) => void;
  /** Code of what is wrong with a field (`field.<code>`). */
  readonly wrong: (field: string) => string | undefined;
}

interface OneProps<Field extends FormField> extends FieldsProps {
  readonly field: Field;
}

const hintOf = (field: FormField): string | undefined => {
  const hint = field.hint && said(field.hint);
  return field.optional ? [t('proc.optional'), hint].filter(Boolean).join(' · ') : hint;
};

const textIn = (values: FormValues, id: string): string => {
  const value = values[id];
  return typeof value === 'string' ? value : '';
};

const NO_ADDRESS: AddressValue = { street: '', postalCode: '', city: '', country: 'FR' };

const AddressEntry = ({ field, values, change, wrong }: OneProps<FormField>) => {
  const value = values[field.id];
  const address = typeof value === 'object' ? value : NO_ADDRESS;
  const part = (name: keyof AddressValue) => ({
    id: `${field.id}.${name}`,
    label: t(`label.address.${name}`),
    value: address[name],
    wrong: wrong(`${field.id}.${name}`),
    onValue: (text: string) => change(field.id, { ...address, [name]: text }),
  });
  return (
    <FieldGroup id={field.id} label={said(field.label)} wrong={wrong(field.id)} {...hinted(field)}>
      <TextField {...part('street')} autocomplete="address-line1" />
      <div class="columns">
        <TextField {...part('postalCode')} autocomplete="postal-code" />
        <TextField {...part('city')} autocomplete="address-level2" />
      </div>
      <SelectField {...part('country')} autocomplete="country" options={residenceOptions()} />
    </FieldGroup>
  );
};

const hinted = (field: FormField) => {
  const hint = hintOf(field);
  return hint === undefined ? {} : { hint };
};

const NumberEntry = ({ field, values, change, wrong }: OneProps<NumberField>) => (
  <TextField
    id={field.id}
    label={said(field.label)}
    look="short"
    inputMode="numeric"
    value={textIn(values, field.id)}
    wrong={wrong(field.id)}
    onValue={(text) => change(field.id, text.replace(',', '.').replace(/[^\d.-]/g, ''))}
    {...hinted(field)}
  />
);

const Entry = ({ field, ...form }: OneProps<FormField>) => {
  const common = {
    id: field.id,
    label: said(field.label),
    value: textIn(form.values, field.id),
    wrong: form.wrong(field.id),
    onValue: (text: string) => form.change(field.id, text),
    ...hinted(field),
  };
  switch (field.type) {
    case 'address':
      return <AddressEntry field={field} {...form} />;
    case 'number':
      return <NumberEntry field={field} {...form} />;
    case 'date':
      return <DateField {...common} />;
    case 'choice':
      return (
        <Choices
          {...common}
          choices={field.choices.map(({ value, label }) => ({ value, title: said(label) }))}
        />
      );
    case 'text':
      return (field.lines ?? 1) > 1 ? (
        <TextArea {...common} lines={field.lines ?? 3} maxLength={field.maxLength} />
      ) : (
        <TextField {...common} maxLength={field.maxLength} />
      );
  }
};

/** A form drawn from its declaration. */
export const FormFields = ({
  sections,
  ...form
}: FieldsProps & { readonly sections: readonly FormSection[] }) => (
  <>
    {sections.map((section) => (
      <section key={section.id}>
        <h2>{said(section.title)}</h2>
        {section.text && <p class="soft">{said(section.text)}</p>}
        {section.fields.map((field) => (
          <Entry key={field.id} field={field} {...form} />
        ))}
      </section>
    ))}
  </>
);
