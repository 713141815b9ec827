import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TABLES, type TableName } from '../../lambdas/authorities.ts';
import { buildFunctions } from '../../lib/bundles.ts';
import { startAws } from '../../test/support/aws.ts';
import { keepTestKeys, testPublications } from '../../test/support/signing-keys.ts';
import { functionEnvironment } from '../function-environment.ts';
import { type ServerProcess, startServer } from '../server-process.ts';
import type { RouteCost } from './handler-server.ts';
import type { Place } from './people.ts';

export interface Handlers extends Place {
  readonly server: ServerProcess;
  /** What each route cost since the last time this was asked. */
  costs(): Promise<Readonly<Record<string, RouteCost>>>;
  stop(): void;
}

const MANY = { limit: 1_000_000, windowSeconds: 3600 };
const FUNCTIONS = ['sign-in', 'token', 'authenticator'] as const;

/** The three function bundles of a sign-in in one process, over stores and keys that live in others. */
export async function startHandlers(): Promise<Handlers> {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-bench-'));
  const bundles = await buildFunctions(folder);
  const before = { ...process.env };
  const aws = await startAws(Object.keys(TABLES) as TableName[]);
  const published = testPublications();
  await keepTestKeys('http://127.0.0.1', published);
  const environment = awsEnvironment(before);
  restoreEnvironment(before);
  const server = await startServer('sign-in/handler-server.ts', [bundles], (origin) => ({
    ...environment,
    ...withoutLimits(Object.assign({}, ...FUNCTIONS.map(functionEnvironment))),
    ...pick(environment, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']),
    ISSUER: origin,
    PUBLISHED_JWKS: published.texts.get('/oauth/jwks') ?? '',
    NOTIFICATIONS_QUEUE: `${aws.endpoint}/notifications`,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  }));
  return {
    origin: server.origin,
    environment,
    now: Date.now,
    codeSentTo: async (phoneNumber) =>
      /\d{4,8}/.exec(aws.sent.texts.findLast(({ to }) => to === phoneNumber)?.text ?? '')?.[0] ?? '',
    server,
    costs: async () =>
      (await (await fetch(`${server.origin}/costs`)).json()) as Readonly<Record<string, RouteCost>>,
    stop() {
      server.stop();
      aws.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

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
function withoutLimits(environment: Record<string, string>): Record<string, string> {
  const signIn = JSON.parse(environment.SIGN_IN ?? '{}') as object;
  const sms = JSON.parse(environment.SMS ?? '{}') as object;
  return {
    ...environment,
    SIGN_IN: JSON.stringify({ ...signIn, approvalsPerNumber: MANY, approvalsPerAddress: MANY }),
    SMS: JSON.stringify({ ...sms, perAddress: MANY, perPrefix: MANY }),
  };
}

const pick = (from: Record<string, string>, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
