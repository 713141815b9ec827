/** Stands in for `@aws-sdk/client-dynamodb`: the tables of `authorities.ts` in the memory of this process, shared by its bundles. */
import { TABLES, type Table } from '../../../lambdas/authorities.ts';
import { command, MemoryClient } from './client.ts';
import { type Attribute, type Item, meets, type Names, updated } from './expressions.ts';

interface Input {
  readonly TableName: string;
  readonly Key: Item;
  readonly Item: Item;
  readonly ConditionExpression?: string;
  readonly UpdateExpression?: string;
  readonly KeyConditionExpression: string;
  readonly FilterExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
  readonly IndexName?: string;
  readonly ScanIndexForward?: boolean;
  readonly Limit?: number;
  readonly Select?: string;
  readonly TransactItems: readonly Readonly<Partial<Record<keyof typeof WRITES, Input>>>[];
  readonly RequestItems: Readonly<Record<string, never>>;
}

type Partition = Map<string, Item>;
const shared = globalThis as { benchTables?: Map<string, Map<string, Partition>> };
shared.benchTables ??= new Map();
const tables = shared.benchTables;

const tableOf = (name: string): Table => TABLES[name as keyof typeof TABLES];
const text = (attribute: Attribute | undefined): string =>
  attribute?.S ?? attribute?.N?.padStart(20, '0') ?? '';
const namesOf = ({ ExpressionAttributeNames, ExpressionAttributeValues }: Input): Names => ({
  names: ExpressionAttributeNames,
  values: ExpressionAttributeValues,
});

function partitionOf(table: string, hash: string): Partition {
  const partitions = tables.get(table) ?? new Map<string, Partition>();
  tables.set(table, partitions);
  const partition = partitions.get(hash) ?? new Map<string, Item>();
  partitions.set(hash, partition);
  return partition;
}

/** Where an item lies: its partition and the name in it. */
function place(table: string, key: Item): readonly [Partition, string] {
  const { key: hash, sort } = tableOf(table);
  return [partitionOf(table, text(key[hash])), sort === undefined ? '' : text(key[sort])];
}

const find = (table: string, key: Item): Item | undefined => {
  const [partition, name] = place(table, key);
  return partition.get(name);
};

/** What one write would leave, or a refusal of its condition. */
const WRITES = {
  Put: (input: Input) => ({ key: input.Item, next: () => input.Item }),
  Update: (input: Input) => ({
    key: input.Key,
    next: (old: Item | undefined) => updated(input.UpdateExpression ?? '', old ?? input.Key, namesOf(input)),
  }),
  Delete: (input: Input) => ({ key: input.Key, next: () => undefined }),
  ConditionCheck: (input: Input) => ({ key: input.Key, next: (old: Item | undefined) => old }),
} as const satisfies Record<
  string,
  (input: Input) => { key: Item; next: (old: Item | undefined) => Item | undefined }
>;

class ConditionalCheckFailed extends Error {
  override readonly name = 'ConditionalCheckFailedException';
  readonly Item: Item | undefined;
  constructor(item: Item | undefined) {
    super('The conditional request failed');
    this.Item = item;
  }
}

const holds = (input: Input, old: Item | undefined): boolean =>
  meets(input.ConditionExpression, old ?? {}, namesOf(input));

function write(kind: keyof typeof WRITES, input: Input): object {
  const { key, next } = WRITES[kind](input);
  const [partition, name] = place(input.TableName, key);
  const old = partition.get(name);
  if (!holds(input, old))
    throw new ConditionalCheckFailed(
      input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? old : undefined,
    );
  const made = next(old);
  if (made === undefined) partition.delete(name);
  else partition.set(name, made);
  if (input.ReturnValues === 'ALL_NEW') return { Attributes: made };
  return input.ReturnValues === 'ALL_OLD' && old !== undefined ? { Attributes: old } : {};
}

function transact({ TransactItems }: Input): object {
  const writes = TransactItems.flatMap((each) => Object.entries(each) as [keyof typeof WRITES, Input][]);
  const CancellationReasons = writes.map(([kind, input]) => {
    const old = find(input.TableName, WRITES[kind](input).key);
    if (holds(input, old)) return { Code: 'None' };
    const Item = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? old : undefined;
    return { Code: 'ConditionalCheckFailed', Item };
  });
  if (CancellationReasons.some(({ Code }) => Code !== 'None'))
    throw Object.assign(new Error('Transaction cancelled'), {
      name: 'TransactionCanceledException',
      CancellationReasons,
    });
  for (const [kind, input] of writes) write(kind, input);
  return {};
}

function query(input: Input): object {
  const { key, sort, index } = tableOf(input.TableName);
  const by = input.IndexName === undefined ? { key, sort } : index?.[input.IndexName];
  const named = new RegExp(`(#\\w+|${by?.key}) = (:\\w+)`, 'g');
  const hash = [...input.KeyConditionExpression.matchAll(named)].find(
    ([, name = '']) => (input.ExpressionAttributeNames?.[name] ?? name) === by?.key,
  )?.[2];
  const wanted = text(input.ExpressionAttributeValues?.[hash ?? '']);
  const items =
    input.IndexName === undefined
      ? [...partitionOf(input.TableName, wanted).values()]
      : [...(tables.get(input.TableName)?.values() ?? [])].flatMap((partition) => [...partition.values()]);
  const order = (one: Item, other: Item): number =>
    text(one[by?.sort ?? '']) < text(other[by?.sort ?? '']) ? -1 : 1;
  const found = items.filter((item) => meets(input.KeyConditionExpression, item, namesOf(input))).sort(order);
  if (input.ScanIndexForward === false) found.reverse();
  const read = found
    .slice(0, input.Limit)
    .filter((item) => meets(input.FilterExpression, item, namesOf(input)));
  return input.Select === 'COUNT' ? { Count: read.length } : { Items: read, Count: read.length };
}

function batchGet({ RequestItems }: Input): object {
  const asked = Object.entries(RequestItems as Record<string, { readonly Keys: readonly Item[] }>);
  const found = asked.map(([table, { Keys }]) => [table, Keys.flatMap((key) => find(table, key) ?? [])]);
  return { Responses: Object.fromEntries(found) };
}

type BatchWrite = { readonly PutRequest?: Input; readonly DeleteRequest?: Input };

function batchWrite({ RequestItems }: Input): object {
  for (const [TableName, writes] of Object.entries(RequestItems as Record<string, readonly BatchWrite[]>))
    for (const { PutRequest, DeleteRequest } of writes) {
      if (PutRequest) write('Put', { ...PutRequest, TableName });
      if (DeleteRequest) write('Delete', { ...DeleteRequest, TableName });
    }
  return { UnprocessedItems: {} };
}

export { MemoryClient as DynamoDBClient };

export const GetItemCommand = command(({ TableName, Key }: Input) => ({ Item: find(TableName, Key) }));
export const PutItemCommand = command((input: Input) => write('Put', input));
export const UpdateItemCommand = command((input: Input) => write('Update', input));
export const DeleteItemCommand = command((input: Input) => write('Delete', input));
export const QueryCommand = command(query);
export const TransactWriteItemsCommand = command(transact);
export const BatchGetItemCommand = command(batchGet);
export const BatchWriteItemCommand = command(batchWrite);
