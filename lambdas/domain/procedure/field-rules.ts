import type {
  AddressValue,
  ChoiceField,
  DateField,
  FormField,
  NumberField,
  TextField,
} from '../../contracts/procedures.ts';
import { isIsoDate } from '../calendar/iso-date.ts';
import { isBirthDate } from '../calendar/presumed-birth-date.ts';

/** What is wrong with a value that is there: a code of the web app's `field.…`, or undefined. */
type Rule<Field> = (value: string, field: Field, today: string) => string | undefined;

const text: Rule<TextField> = (value, { maxLength, lines = 1 }) => {
  if ([...value].length > maxLength) return 'too-long';
  return lines === 1 && /[\r\n]/.test(value) ? 'one-line' : undefined;
};

const date: Rule<DateField> = (value, { earliest, latest, prefill }, today) => {
  const limit = (day: string | undefined) => (day === 'today' ? today : day);
  const exists = prefill === 'birthdate' ? isBirthDate : isIsoDate;
  if (!exists(value)) return 'date';
  if (value < (limit(earliest) ?? value)) return 'too-early';
  return value > (limit(latest) ?? value) ? 'too-late' : undefined;
};

const choice: Rule<ChoiceField> = (value, { choices }) =>
  choices.some((one) => one.value === value) ? undefined : 'choose';

const number: Rule<NumberField> = (value, { min, max, decimals = 0 }) => {
  const pattern = decimals === 0 ? /^-?\d{1,12}$/ : new RegExp(`^-?\\d{1,12}(\\.\\d{1,${decimals}})?$`);
  if (!pattern.test(value)) return 'number';
  const given = Number(value);
  return given < min || given > max ? 'out-of-range' : undefined;
};

/** One value of a field other than an address. */
export function problemOfText(value: string, field: FormField, today: string): string | undefined {
  if (CONTROL.test(value)) return 'invalid';
  switch (field.type) {
    case 'text':
      return text(value, field, today);
    case 'date':
      return date(value, field, today);
    case 'choice':
      return choice(value, field, today);
    case 'number':
      return number(value, field, today);
    case 'address':
      return 'invalid';
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they hide what a signer sees; tab and line ends may stand
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/;

const ADDRESS_LIMITS: Readonly<Record<keyof AddressValue, number>> = {
  street: 200,
  postalCode: 12,
  city: 100,
  country: 2,
};

/** What is wrong with each part of an address. */
export function problemsOfAddress(value: AddressValue): { readonly part: string; readonly code: string }[] {
  return Object.entries(ADDRESS_LIMITS).flatMap(([part, limit]) => {
    const given = value[part as keyof AddressValue];
    const code = problemOfPart(part, given, limit);
    return code === undefined ? [] : [{ part, code }];
  });
}

function problemOfPart(part: string, given: string, limit: number): string | undefined {
  if (given.trim() === '') return 'missing';
  if (given.length > limit) return 'too-long';
  if (CONTROL.test(given) || /[\r\n]/.test(given)) return 'invalid';
  return part === 'country' && !/^[A-Z]{2}$/.test(given) ? 'invalid' : undefined;
}
