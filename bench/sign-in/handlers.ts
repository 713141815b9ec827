import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environmentName, TABLES, type TableName } from '../../lambdas/authorities.ts';
import { startAws, type TestAws } from '../../test/support/aws.ts';
import { functionEnvironment } from '../function-environment.ts';
import { type CountingGateway, countingGateway } from '../oidc/counting-gateway.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import { bundleFunctions, type Reach, SIGN_IN_FUNCTIONS } from './function-bundles.ts';
import type { RouteCost } from './handler-server.ts';
import type { MadeAccount } from './make-account.ts';
import type { Place } from './people.ts';

export interface Handlers extends Place {
  readonly server: ServerProcess;
  /** What stands before their AWS; none where they reach none. */
  readonly gateway: CountingGateway | undefined;
  /** What each route cost since the last time this was asked. */
  costs(): Promise<Readonly<Record<string, RouteCost>>>;
  stop(): void;
}

const MANY = { limit: 1_000_000, windowSeconds: 3600 };

/**
 * The function bundles of a sign-in in one process, over stores and keys that live in others.
 * @param changes settings of `TOKEN_KEYS`
 */
export async function startHandlers(
  reach: Reach = 'deployed',
  changes: { readonly mode?: 'direct' | 'wrapped' } = {},
): Promise<Handlers> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  await bundleFunctions(folder, reach);
  const cloud = await startCloud();
  const server = await startServer('sign-in/handler-server.ts', [folder], (origin) => ({
    ...cloud.environment,
    ...settings(changes),
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL: cloud.gateway.url,
    ...queues(cloud.gateway.url),
    ISSUER: origin,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  }));
  const inMemory = reach === 'memory';
  return {
    origin: server.origin,
    now: Date.now,
    prepare: (count, client) => prepared(server, count, client),
    codeSentTo: async (phone) =>
      /\d{4,8}/.exec(inMemory ? await textTo(server, phone) : cloud.textTo(phone))?.[0] ?? '',
    server,
    gateway: inMemory ? undefined : cloud.gateway,
    costs: async () =>
      (await (await fetch(`${server.origin}/costs`)).json()) as Readonly<Record<string, RouteCost>>,
    stop() {
      server.stop();
      cloud.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Cloud {
  readonly environment: Record<string, string>;
  readonly gateway: CountingGateway;
  textTo(phone: string): string;
  stop(): void;
}

async function startCloud(): Promise<Cloud> {
  const before = { ...process.env };
  const aws: TestAws = await startAws(Object.keys(TABLES) as TableName[]);
  const environment = awsEnvironment(before);
  restoreEnvironment(before);
  const gateway = await countingGateway(aws.endpoint);
  return {
    environment,
    gateway,
    textTo: (phone) => aws.sent.texts.findLast(({ to }) => to === phone)?.text ?? '',
    stop() {
      gateway.stop();
      aws.stop();
    },
  };
}

async function prepared(server: ServerProcess, count: number, client: object) {
  const init = { method: 'POST', body: JSON.stringify(client) };
  return (await (await fetch(`${server.origin}/prepare?${count}`, init)).json()) as MadeAccount[];
}

const textTo = async (server: ServerProcess, phone: string): Promise<string> =>
  await (await fetch(`${server.origin}/text?${encodeURIComponent(phone)}`)).text();

/** What `startAws` put into this process's environment: it belongs to the handlers alone. */
function awsEnvironment(before: NodeJS.ProcessEnv): Record<string, string> {
  const added = Object.entries(process.env).filter(([name, value]) => before[name] !== value);
  return Object.fromEntries(added) as Record<string, string>;
}

function restoreEnvironment(before: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
}

/** A benchmark signs the same people in more often than a person may. */
function settings(changes: object): Record<string, string> {
  const all: Record<string, string> = Object.assign({}, ...SIGN_IN_FUNCTIONS.map(functionEnvironment));
  const { TOKEN_KEYS } = functionEnvironment('key-keeper');
  const changed = (name: string, members: object): string =>
    JSON.stringify({ ...(JSON.parse(all[name] ?? '{}') as object), ...members });
  return {
    ...all,
    TOKEN_KEYS: JSON.stringify({ ...(JSON.parse(TOKEN_KEYS ?? '{}') as object), ...changes }),
    SIGN_IN: changed('SIGN_IN', { approvalsPerNumber: MANY, approvalsPerAddress: MANY }),
    SMS: changed('SMS', { perAddress: MANY, perPrefix: MANY }),
  };
}

const queues = (gateway: string): Record<string, string> =>
  Object.fromEntries(
    ['notifications', 'relying-party-messages', 'persona-approvals'].map((name) => [
      environmentName(name, 'QUEUE'),
      `${gateway}/${name}`,
    ]),
  );
