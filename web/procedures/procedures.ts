import { signal } from '@preact/signals';
import type {
  FormField,
  FormSection,
  FormValues,
  OrganisationChoice,
  OrganisationKind,
  Procedure,
  ProceduresView,
  Texts,
} from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { calendarDate, countryName } from '../i18n/format.ts';
import { language } from '../i18n/translate.ts';

/** What can be applied for, and the organisations that take part; loaded with the first page that asks. */
export const catalogue = signal<ProceduresView | undefined>(undefined);

export async function readCatalogue(): Promise<void> {
  catalogue.value ??= await citizenCall<ProceduresView>('GET', '/api/procedures');
}

/** A text of a declaration in the language shown. */
export const said = (texts: Texts): string => texts[language.value];

export const procedureOf = (id: string): Procedure | undefined =>
  catalogue.value?.procedures.find((procedure) => procedure.id === id);

export const organisationsOf = (kind: OrganisationKind): readonly OrganisationChoice[] =>
  catalogue.value?.organisations.filter((organisation) => organisation.kind === kind) ?? [];

export const fieldsOf = (sections: readonly FormSection[]): readonly FormField[] =>
  sections.flatMap((section) => section.fields);

/** The label of a field, or of an address’s part, for lists of what is wrong. */
export function labelIn(sections: readonly FormSection[], name: string): string | undefined {
  const field = fieldsOf(sections).find(({ id }) => id === name || name.startsWith(`${id}.`));
  return field && said(field.label);
}

/** A value as one reads it; several lines where it has some. */
export function linesOf(field: FormField, value: FormValues[string] | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value !== 'string') {
    const { street, postalCode, city, country } = value;
    return [street, `${postalCode} ${city}`, country && countryName(country)].filter(Boolean);
  }
  switch (field.type) {
    case 'date':
      return [calendarDate(value)];
    case 'choice':
      return [labelOfChoice(field.choices, value)];
    case 'number':
      return [field.unit ? `${numberShown(value)} ${said(field.unit)}` : numberShown(value)];
    default:
      return value.split('\n');
  }
}

const labelOfChoice = (
  choices: readonly { readonly value: string; readonly label: Texts }[],
  value: string,
): string => {
  const found = choices.find((choice) => choice.value === value);
  return found ? said(found.label) : value;
};

const numberShown = (value: string): string =>
  Number.isFinite(Number(value)) ? Number(value).toLocaleString(language.value) : value;
