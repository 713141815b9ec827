import { AwsError, type Operation } from '../service.ts';

/** One action on one table or index, as IAM sees it. */
export interface Grant {
  readonly action: string;
  readonly resource: string;
}

type Input = Readonly<Record<string, unknown>>;
type Place = { readonly account: string; readonly region: string };

/** Operations with one `TableName`; the value says whether they write. */
const ON_ONE_TABLE: Readonly<Record<string, boolean>> = {
  GetItem: false,
  PutItem: true,
  UpdateItem: true,
  DeleteItem: true,
  Query: false,
  Scan: false,
  DescribeTable: false,
  DescribeTimeToLive: false,
};

const TRANSACTION_ACTIONS: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

const STREAM_OPERATIONS = ['DescribeStream', 'GetShardIterator', 'GetRecords', 'ListStreams'];
const WITHOUT_TABLE = ['ListTables', 'DescribeEndpoints', 'DescribeLimits'];

/**
 * Every (action, resource) a call needs: a transaction needs one per item, a batch one per table.
 *
 * @throws AwsError 501 for an operation the laptop cloud does not offer
 */
export function grantsOf({ name, input }: Operation, place: Place): Grant[] {
  const one = (action: string, resource: string) => ({ action: `dynamodb:${action}`, resource });
  if (name in ON_ONE_TABLE) {
    const table = tableArn(input.TableName, place);
    return [one(name, input.IndexName === undefined ? table : `${table}/index/${String(input.IndexName)}`)];
  }
  if (name.startsWith('Batch')) return tablesOfBatch(input).map((table) => one(name, tableArn(table, place)));
  if (name.startsWith('Transact'))
    return transactionItems(input).map(([kind, item]) =>
      one(TRANSACTION_ACTIONS[kind] ?? kind, tableArn(item.TableName, place)),
    );
  if (STREAM_OPERATIONS.includes(name)) return [one(name, String(input.StreamArn ?? '*'))];
  return [one(name, '*')];
}

/** Refuses what cannot be judged or performed here, root's calls included. */
export function requireKnown(name: string): void {
  const known =
    name in ON_ONE_TABLE ||
    ['BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems'].includes(name) ||
    STREAM_OPERATIONS.includes(name) ||
    WITHOUT_TABLE.includes(name);
  if (!known)
    throw new AwsError('UnknownOperationException', `The laptop cloud has no dynamodb:${name}.`, 501);
}

/** Names of the tables a call writes to; empty for reads. */
export function tablesWritten({ name, input }: Operation): string[] {
  if (ON_ONE_TABLE[name]) return [tableName(input.TableName)];
  if (name === 'BatchWriteItem') return tablesOfBatch(input).map(tableName);
  if (name === 'TransactWriteItems')
    return transactionItems(input).map(([, item]) => tableName(item.TableName));
  return [];
}

function tablesOfBatch(input: Input): string[] {
  return Object.keys((input.RequestItems ?? {}) as object);
}

function transactionItems(input: Input): [string, Input][] {
  const items = Array.isArray(input.TransactItems) ? (input.TransactItems as Record<string, Input>[]) : [];
  return items.flatMap((item) => Object.entries(item));
}

function tableName(nameOrArn: unknown): string {
  return String(nameOrArn).replace(/^arn:.*:table\//, '');
}

function tableArn(nameOrArn: unknown, { account, region }: Place): string {
  const name = String(nameOrArn);
  return name.startsWith('arn:') ? name : `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}
