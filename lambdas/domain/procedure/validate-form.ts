import type {
  AddressValue,
  FieldProblem,
  FormField,
  FormSection,
  FormValues,
} from '../../contracts/procedures.ts';
import { Refusal } from '../errors.ts';
import { problemOfText, problemsOfAddress } from './field-rules.ts';

const EMPTY: ReadonlySet<string> = new Set(['missing']);

/**
 * What is missing or wrong in a form, by the declaration alone; an address’s parts as `<field>.<part>`.
 * @param today in the deployment's time zone, `YYYY-MM-DD`
 */
export function problemsOf(
  sections: readonly FormSection[],
  values: FormValues,
  today: string,
): readonly FieldProblem[] {
  const fields = sections.flatMap((section) => section.fields);
  const known = new Set(fields.map((field) => field.id));
  const unknown = Object.keys(values).filter((id) => !known.has(id));
  return [
    ...unknown.map((field) => ({ field, code: 'unknown' })),
    ...fields.flatMap((field) => problemsOfField(field, values[field.id], today)),
  ];
}

function problemsOfField(
  field: FormField,
  value: string | AddressValue | undefined,
  today: string,
): readonly FieldProblem[] {
  if (value === undefined || isBlank(value)) {
    return field.optional ? [] : [{ field: field.id, code: 'missing' }];
  }
  if (typeof value === 'string') {
    const code = problemOfText(value, field, today);
    return code === undefined ? [] : [{ field: field.id, code }];
  }
  if (field.type !== 'address') return [{ field: field.id, code: 'invalid' }];
  return problemsOfAddress(value).map(({ part, code }) => ({ field: `${field.id}.${part}`, code }));
}

const isBlank = (value: string | AddressValue): boolean =>
  typeof value === 'string' ? value.trim() === '' : Object.values(value).every((part) => part.trim() === '');

/** A form that may still have gaps: what stands in it must be possible. @throws Refusal invalid `form-incorrect` */
export function requirePossible(sections: readonly FormSection[], values: FormValues, today: string): void {
  refuse(problemsOf(sections, values, today).filter(({ code }) => !EMPTY.has(code)));
}

/** A form that is about to be sent. @throws Refusal invalid `form-incorrect` */
export function requireComplete(sections: readonly FormSection[], values: FormValues, today: string): void {
  refuse(problemsOf(sections, values, today));
}

function refuse(fields: readonly FieldProblem[]): void {
  if (fields.length === 0) return;
  const names = fields.map(({ field }) => field).join(', ');
  throw new Refusal('invalid', 'form-incorrect', `Correct these fields: ${names}.`, {
    fields,
  });
}

/** The values as they are kept and signed: trimmed, line ends as `\n`, empty ones left out. */
export function tidied(values: FormValues): FormValues {
  const entries = Object.entries(values).map(([id, value]) => [id, tidy(value)] as const);
  return Object.fromEntries(entries.filter(([, value]) => !isBlank(value)));
}

function tidy(value: string | AddressValue): string | AddressValue {
  const clean = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
  if (typeof value === 'string') return clean(value);
  const { street, postalCode, city, country } = value;
  return {
    street: clean(street),
    postalCode: clean(postalCode),
    city: clean(city),
    country: clean(country).toUpperCase(),
  };
}
