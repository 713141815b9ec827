import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { environmentName, TABLES, type Table, type TableName } from '../../lambdas/authorities.ts';

export interface TestDynamo {
  readonly url: string;
  /** Makes more tables of `authorities.ts`, empty, under their own names. */
  create(names: readonly TableName[]): Promise<void>;
  stop(): void;
}

/** A DynamoDB-compatible server in memory on a free port, with the given tables. */
export async function startDynamo(names: readonly TableName[]): Promise<TestDynamo> {
  const port = await freePort();
  const child = spawn(binary(), ['--port', String(port)], { stdio: 'ignore' });
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  const client = new DynamoDBClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await untilReady(client, child);
  const create = async (tables: readonly TableName[]): Promise<void> => {
    for (const name of tables) await client.send(new CreateTableCommand(definition(name)));
  };
  await create(names);
  return { url, create, stop: () => child.kill('SIGKILL') };
}

/** Environment variables a function gets for these tables. */
export function tableEnvironment(names: readonly TableName[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [environmentName(name, 'TABLE'), name]));
}

function definition(name: TableName): ConstructorParameters<typeof CreateTableCommand>[0] {
  const table: Table = TABLES[name];
  const indexes = Object.entries(table.index ?? {});
  const keys = [table, ...indexes.map(([, index]) => index)].flatMap(({ key, sort }) =>
    sort ? [key, sort] : [key],
  );
  return {
    TableName: name,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...new Set(keys)].map((key) => ({
      AttributeName: key,
      AttributeType: typeOf(key),
    })),
    KeySchema: schema(table),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map(([IndexName, index]) => ({
        IndexName,
        KeySchema: schema(index),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  };
}

/** All keys are strings but the position in the audit chain. */
const typeOf = (key: string): 'S' | 'N' => (key === 'position' ? 'N' : 'S');

const schema = ({ key, sort }: { key: string; sort?: string }) => [
  { AttributeName: key, KeyType: 'HASH' as const },
  ...(sort ? [{ AttributeName: sort, KeyType: 'RANGE' as const }] : []),
];

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}/package.json`;
  return join(dirname(createRequire(import.meta.url).resolve(name)), 'dynoxide');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function untilReady(client: DynamoDBClient, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 15_000;
  for (;;) {
    try {
      await client.send(new ListTablesCommand({}));
      return;
    } catch (error) {
      if (child.exitCode !== null || Date.now() > deadline) throw error;
    }
  }
}
