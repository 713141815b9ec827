import { AwsError } from '../service.ts';

/** The parsed input of an operation, read field by field; a wrong type is the service's ValidationException. */
export type Input = Readonly<Record<string, unknown>>;

/** A required string. */
export function text(input: Input, field: string): string {
  const value = input[field];
  if (typeof value === 'string') return value;
  const problem = value === undefined || value === null ? 'must not be null' : 'must be a string';
  throw new AwsError('ValidationException', `1 validation error detected: Value at '${field}' ${problem}`);
}

/** An optional string. */
export function optionalText(input: Input, field: string): string | undefined {
  return input[field] === undefined || input[field] === null ? undefined : text(input, field);
}

/** An optional whole number. */
export function optionalWhole(input: Input, field: string): number | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  if (Number.isInteger(Number(value))) return Number(value);
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${field}' must be a number`,
  );
}

/** A required blob: base64 on the wire, bytes when called from inside. */
export function blob(input: Input, field: string): Buffer {
  const value = input[field];
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(text(input, field), 'base64');
}

/** A list, empty when absent. */
export function list(input: Input, field: string): unknown[] {
  const value = input[field] ?? [];
  if (Array.isArray(value)) return value;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${field}' must be a list`,
  );
}

/** A structure, empty when absent. */
export function structure(input: Input, field: string): Input {
  const value = input[field] ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value at '${field}' must be a structure`,
  );
}

/** The members of a list that are structures. */
export function structures(input: Input, field: string): Input[] {
  return list(input, field).map((_, index, all) => structure({ [field]: all[index] }, field));
}
