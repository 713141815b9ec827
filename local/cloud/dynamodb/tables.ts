import type { Resource, Template } from '../template/resource.ts';
import type { DynamoCall } from './client.ts';

/** A table of the template as far as the laptop cloud cares. */
export interface Table {
  readonly name: string;
  readonly arn: string;
  /** Attribute names of the primary key. */
  readonly keys: readonly string[];
  /** Time-to-live attribute (epoch seconds), when there is one. */
  readonly timeToLive?: string;
  readonly streamView?: string;
}

type Properties = Readonly<Record<string, unknown>>;
interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}
interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: unknown;
}

/** Every table of the template (`Table` and `GlobalTable`, which is what `TableV2` becomes). */
export function tableResources(template: Template): Resource[] {
  return ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'].flatMap((type) => template.resources(type));
}

export function readTable({ name, arn, properties }: Resource): Table {
  const { KeySchema, TimeToLiveSpecification, StreamSpecification } = properties;
  const ttl = TimeToLiveSpecification as { AttributeName?: string; Enabled?: boolean | string } | undefined;
  const stream = StreamSpecification as { StreamViewType?: string } | undefined;
  return {
    name,
    arn,
    keys: (KeySchema as KeyElement[]).map((element) => element.AttributeName),
    ...(ttl?.AttributeName !== undefined && String(ttl.Enabled) === 'true'
      ? { timeToLive: ttl.AttributeName }
      : {}),
    ...(stream?.StreamViewType === undefined ? {} : { streamView: stream.StreamViewType }),
  };
}

/** Creates what is missing: tables, indexes, streams, time to live. A changed key is reported, never migrated. */
export async function ensureTables(
  template: Template,
  call: DynamoCall,
  warn: (line: string) => void,
): Promise<Table[]> {
  const existing = new Set(await listTables(call));
  return Promise.all(
    tableResources(template).map(async (resource) => {
      const table = readTable(resource);
      if (!existing.has(table.name)) await create(table, resource.properties, call);
      else await complete(table, resource.properties, call, warn);
      return table;
    }),
  );
}

async function listTables(call: DynamoCall): Promise<string[]> {
  const names: string[] = [];
  let start: unknown;
  do {
    const page = await call('ListTables', start === undefined ? {} : { ExclusiveStartTableName: start });
    names.push(...(page.TableNames as string[]));
    start = page.LastEvaluatedTableName;
  } while (start !== undefined);
  return names;
}

async function create(table: Table, properties: Properties, call: DynamoCall): Promise<void> {
  const { AttributeDefinitions, KeySchema, LocalSecondaryIndexes } = properties;
  const indexes = globalIndexes(properties);
  await call('CreateTable', {
    TableName: table.name,
    AttributeDefinitions,
    KeySchema,
    BillingMode: 'PAY_PER_REQUEST',
    ...(indexes.length === 0 ? {} : { GlobalSecondaryIndexes: indexes }),
    ...(LocalSecondaryIndexes === undefined ? {} : { LocalSecondaryIndexes }),
    ...(table.streamView === undefined ? {} : stream(table.streamView)),
  });
  await enableTimeToLive(table, call);
}

async function complete(
  table: Table,
  properties: Properties,
  call: DynamoCall,
  warn: (line: string) => void,
) {
  const { Table: found } = (await call('DescribeTable', { TableName: table.name })) as { Table: Properties };
  if (JSON.stringify(sorted(found.KeySchema)) !== JSON.stringify(sorted(properties.KeySchema)))
    warn(`The key of table ${table.name} changed; start with --fresh to make it anew.`);
  const present = new Set(((found.GlobalSecondaryIndexes ?? []) as Index[]).map((index) => index.IndexName));
  for (const index of globalIndexes(properties)) {
    if (present.has(index.IndexName)) continue;
    const updates = { GlobalSecondaryIndexUpdates: [{ Create: index }] };
    await call('UpdateTable', {
      TableName: table.name,
      AttributeDefinitions: properties.AttributeDefinitions,
      ...updates,
    });
  }
  if (table.streamView !== undefined && found.StreamSpecification === undefined)
    await call('UpdateTable', { TableName: table.name, ...stream(table.streamView) });
  await enableTimeToLive(table, call);
}

function sorted(schema: unknown): string[] {
  return (schema as KeyElement[]).map(({ AttributeName, KeyType }) => `${KeyType} ${AttributeName}`).sort();
}

function globalIndexes(properties: Properties): Index[] {
  return ((properties.GlobalSecondaryIndexes ?? []) as Index[]).map(
    ({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    }),
  );
}

function stream(view: string): object {
  return { StreamSpecification: { StreamEnabled: true, StreamViewType: view } };
}

async function enableTimeToLive(table: Table, call: DynamoCall): Promise<void> {
  if (table.timeToLive === undefined) return;
  const { TimeToLiveDescription } = await call('DescribeTimeToLive', { TableName: table.name });
  if ((TimeToLiveDescription as { TimeToLiveStatus?: string } | undefined)?.TimeToLiveStatus === 'ENABLED')
    return;
  const specification = { AttributeName: table.timeToLive, Enabled: true };
  await call('UpdateTimeToLive', { TableName: table.name, TimeToLiveSpecification: specification });
}
