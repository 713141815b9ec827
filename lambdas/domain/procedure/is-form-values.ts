import type { FormValues } from '../../contracts/procedures.ts';

const PARTS = ['city', 'country', 'postalCode', 'street'];

/** Whether something read back from a signed document has the shape of a form's values. */
export function isFormValues(value: unknown): value is FormValues {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'string' || isAddress(one));
}

const isAddress = (value: unknown): boolean =>
  isRecord(value) &&
  Object.keys(value).sort().join() === PARTS.join() &&
  Object.values(value).every((part) => typeof part === 'string');

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
