import { type AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb';

let shared: DynamoDBClient | undefined;

/** One client for the whole function, made at first use. */
export function dynamo(): DynamoDBClient {
  shared ??= new DynamoDBClient({ maxAttempts: 4 });
  return shared;
}

export type Item = Record<string, AttributeValue>;
type Plain =
  | string
  | number
  | boolean
  | null
  | Uint8Array
  | readonly Plain[]
  | { readonly [name: string]: Plain | undefined };

/** JavaScript values → DynamoDB attributes; `undefined` members are left out. */
export function toAttribute(value: Plain): AttributeValue {
  if (value === null) return { NULL: true };
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (value instanceof Uint8Array) return { B: value };
  if (isList(value)) return { L: value.map(toAttribute) };
  return { M: toItem(value) };
}

const isList = (value: Plain): value is readonly Plain[] => Array.isArray(value);

export function toItem(record: { readonly [name: string]: Plain | undefined } | object): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(record) as [string, Plain | undefined][]) {
    if (value !== undefined) item[name] = toAttribute(value);
  }
  return item;
}

/** The reverse of `toAttribute`; the caller says what shape it wrote. */
export function fromAttribute(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.B !== undefined) return attribute.B;
  if (attribute.L !== undefined) return attribute.L.map(fromAttribute);
  if (attribute.M !== undefined) return fromItem(attribute.M);
  if (attribute.SS !== undefined) return attribute.SS;
  return null;
}

export function fromItem<T>(item: Item): T {
  const record: Record<string, unknown> = {};
  for (const [name, attribute] of Object.entries(item)) record[name] = fromAttribute(attribute);
  return record as T;
}

/** Whether a conditional write was refused by its condition: an outcome of the protocol, not a failure. */
export function isConditionFailure(error: unknown): boolean {
  return error instanceof Error && error.name === 'ConditionalCheckFailedException';
}

/** Whether a conditional write took place: false when its condition refused it. */
export async function happened(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** Whether a transaction was cancelled because one of its conditions did not hold. */
export function isTransactionConditionFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.name === 'TransactionCanceledException' &&
    'CancellationReasons' in error &&
    Array.isArray(error.CancellationReasons) &&
    error.CancellationReasons.some((reason: { Code?: string }) => reason.Code === 'ConditionalCheckFailed')
  );
}

/** Epoch seconds, the unit of `expiresAt`. */
export const epochSeconds = (at: Date): number => Math.floor(at.getTime() / 1000);
