import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTemplate } from '../../../local/cloud/template/load.ts';
import { removeFixture, synthesiseFixture } from './fixture/app.ts';
import { eventually, startFixture } from './fixture/cloud.ts';

interface Running {
  readonly child: ChildProcess;
  readonly publicUrl: string;
  readonly gatewayUrl: string;
  readonly credentials: { accessKeyId: string; secretAccessKey: string };
}

let assembly: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  assembly = await synthesiseFixture();
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  removeFixture(assembly);
});

async function run(data: string): Promise<Running> {
  const script = join(import.meta.dirname, 'fixture', 'run.ts');
  const child = spawn(process.execPath, [script, assembly, data], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, 'line')) as [string];
  return { child, ...(JSON.parse(line) as Omit<Running, 'child'>) };
}

async function kill({ child }: Running): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function enginePid(data: string): number {
  return (JSON.parse(readFileSync(join(data, 'dynamodb', 'pid.json'), 'utf8')) as { pid: number }).pid;
}

function readEnginePort(data: string): number {
  return (JSON.parse(readFileSync(join(data, 'dynamodb', 'pid.json'), 'utf8')) as { port: number }).port;
}

/** Whether any process of the engine's group is left. */
function isAlive(pid: number): boolean {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function client({ gatewayUrl, credentials }: Pick<Running, 'gatewayUrl' | 'credentials'>): DynamoDBClient {
  return new DynamoDBClient({ endpoint: gatewayUrl, region: 'eu-west-3', credentials });
}

describe('a laptop cloud that is killed', () => {
  it('X3: keeps items, clock, keys and stream position over kill -9, and leaves no engine behind', async () => {
    const data = mkdtempSync(join(tmpdir(), 'crash-'));
    const first = await run(data);
    for (const id of ['one', 'two'])
      await fetch(`${first.publicUrl}/items/${id}`, { method: 'PUT', body: `text of ${id}` });
    await fetch(`${first.publicUrl}/__local/clock`, { method: 'POST', body: '{"advanceSeconds":5000}' });
    const engine = enginePid(data);
    await kill(first);
    await eventually(async () => (isAlive(engine) ? undefined : true));

    const second = await startFixture(assembly, { data });
    try {
      expect(await (await second.get('/items/one')).text()).toBe('{"text":"text of one"}');
      expect(second.clock.offset[0]).toBe(5_000_000);
      expect(second.credentials).toEqual(first.credentials);
      const dynamodb = client(second);
      const seen = () =>
        dynamodb.send(new ScanCommand({ TableName: second.name('AWS::DynamoDB::Table', 'Seen') }));
      await eventually(async () => ((await seen()).Count === 2 ? true : undefined));
      const checkpoint = {
        TableName: second.name('AWS::DynamoDB::Table', 'Items'),
        Key: { id: { S: 'one' } },
      };
      expect((await dynamodb.send(new GetItemCommand(checkpoint))).Item).toBeDefined();
    } finally {
      await second.stop();
    }
  });

  it('X3: an acknowledged write is there after kill -9 in the middle of many', async () => {
    const data = mkdtempSync(join(tmpdir(), 'crash-'));
    const first = await run(data);
    const acknowledged: string[] = [];
    const template = loadTemplate(assembly, { gatewayUrl: () => '', region: 'eu-west-3' });
    const TableName = template.resources('AWS::DynamoDB::GlobalTable')[0]?.name;
    const writing = (async () => {
      const dynamodb = client(first);
      for (let index = 0; index < 100_000; index += 1) {
        const Item = { id: { S: `w${index}` } };
        await dynamodb.send(new PutItemCommand({ TableName, Item }));
        acknowledged.push(`w${index}`);
      }
    })().catch(() => {});
    await eventually(async () => (acknowledged.length > 200 ? true : undefined));
    await kill(first);
    await writing;
    const second = await startFixture(assembly, { data });
    try {
      const last = acknowledged.at(-1) ?? '';
      const { Item } = await client(second).send(new GetItemCommand({ TableName, Key: { id: { S: last } } }));
      expect(Item).toBeDefined();
    } finally {
      await second.stop();
    }
  });

  it('X3: a dead engine is started again under running clients', async () => {
    const cloud = await startFixture(assembly);
    try {
      const dynamodb = new DynamoDBClient({ ...cloud.client, maxAttempts: 5 });
      const TableName = cloud.name('AWS::DynamoDB::GlobalTable', 'Secrets');
      await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: 'kept' } } }));
      const before = enginePid(cloud.data);
      process.kill(-before, 'SIGKILL');
      await eventually(async () => (enginePid(cloud.data) === before ? undefined : true));
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: { id: { S: 'kept' } } }));
      expect(Item).toBeDefined();
    } finally {
      await cloud.stop();
    }
  });

  it('X3: uses the server named by LOCAL_DYNAMODB_URL, and starts none of its own', async () => {
    const owner = await startFixture(assembly);
    const engine = readEnginePort(owner.data);
    process.env.LOCAL_DYNAMODB_URL = `http://127.0.0.1:${engine}`;
    try {
      const guest = await startFixture(assembly);
      const TableName = guest.name('AWS::DynamoDB::GlobalTable', 'Secrets');
      await client(guest).send(new PutItemCommand({ TableName, Item: { id: { S: 'shared' } } }));
      const { Item } = await client(owner).send(
        new GetItemCommand({ TableName, Key: { id: { S: 'shared' } } }),
      );
      expect(Item).toBeDefined();
      expect(existsSync(join(guest.data, 'dynamodb'))).toBe(false);
      await guest.stop();
    } finally {
      delete process.env.LOCAL_DYNAMODB_URL;
      await owner.stop();
    }
  });

  it('X3: a second cloud is refused the same folder in a sentence, and gets it when the first has stopped', async () => {
    const data = mkdtempSync(join(tmpdir(), 'crash-'));
    const first = await run(data);
    await expect(startFixture(assembly, { data })).rejects.toThrow(/is in use by the laptop cloud at http/);
    await kill(first);
    await (await startFixture(assembly, { data })).stop();
  });

  it('X3: starting again, even afresh, neither builds nor forgets anything under a cloud that runs', async () => {
    const data = mkdtempSync(join(tmpdir(), 'crash-'));
    const first = await run(data);
    const again = spawn(process.execPath, ['local/start.ts', '--fresh'], {
      env: { ...process.env, GUICHET_DATA: data },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complaint = '';
    again.stderr.on('data', (chunk: Buffer) => {
      complaint += chunk.toString();
    });
    await once(again, 'close');
    expect(complaint).toContain(`is in use by the laptop cloud at ${first.publicUrl}`);
    expect(complaint).toContain('GUICHET_DATA=');
    expect(existsSync(join(data, 'running.json'))).toBe(true);
    await kill(first);
  });

  it('X3: a taken port is named together with its setting', async () => {
    const cloud = await startFixture(assembly);
    const publicPort = Number(new URL(cloud.publicUrl).port);
    await expect(startFixture(assembly, { publicPort })).rejects.toThrow(/Port \d+ is taken.*GUICHET_PORT/);
    await cloud.stop();
  });
});
