import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalClock } from '../clock.ts';
import type { Calls } from '../gateway/calls.ts';
import type { Credentials } from '../gateway/credentials.ts';
import type { InvokeResult } from '../parts.ts';
import { AwsError } from '../service.ts';
import type { Template } from '../template/resource.ts';
import { type FunctionDefinition, readFunctions } from './definition.ts';
import type { ToLoopback } from './origins.ts';
import { createPool, type Pool } from './pool.ts';
import { workerScript } from './worker-script.ts';

/** Every function of the template, ready to run. */
export interface Functions {
  invoke(nameOrArn: string, payload: unknown): Promise<InvokeResult>;
  /** The definition behind a name, ARN or qualified ARN. Throws AwsError `ResourceNotFoundException`. */
  find(nameOrArn: string): FunctionDefinition;
  stop(): Promise<void>;
}

/** What running functions takes. */
export interface FunctionsParts {
  readonly template: Template;
  readonly data: string;
  readonly clock: LocalClock;
  readonly credentials: Credentials;
  readonly calls: Calls;
  gatewayUrl(): string;
  toLoopback(): ToLoopback;
  resolve<T>(value: T): Promise<T>;
  warn(line: string): void;
}

/** Threads per function: enough to see concurrency, few enough for a laptop's memory (35 MB each). */
const MOST_ENVIRONMENTS = 2;

/** Reads the functions and issues each its access key. Nothing is started before the first invocation. */
export function createFunctions(parts: FunctionsParts): Functions {
  const logs = join(parts.data, 'logs');
  mkdirSync(logs, { recursive: true });
  const script = once(() => workerScript(parts.data));
  const functions = new Map<string, { definition: FunctionDefinition; pool: Pool }>();
  for (const definition of readFunctions(parts.template, parts.data, parts.warn)) {
    // Issued now, so that every key is known before the first call.
    const variables = once(() => environmentOf(definition, parts));
    const credential = parts.credentials.issue(definition.roleArn, definition.name);
    const pool = createPool({
      setup: {
        handler: definition.handler,
        codeFolder: definition.codeFolder,
        clockOffset: parts.clock.offset,
        logFile: join(logs, `${definition.name}.log`),
        codeCache: join(parts.data, 'lambda', 'code-cache'),
        functionName: definition.name,
        functionArn: definition.arn,
        memoryMb: definition.memoryMb,
      },
      timeoutSeconds: definition.timeoutSeconds,
      environments: Math.max(
        1,
        Math.min(MOST_ENVIRONMENTS, definition.reservedConcurrency ?? MOST_ENVIRONMENTS),
      ),
      script,
      variables: async () => ({
        ...(await variables()),
        AWS_ACCESS_KEY_ID: credential.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credential.secretAccessKey,
      }),
      count: () => parts.calls.function(definition.name),
    });
    functions.set(definition.name, { definition, pool });
  }

  function entry(nameOrArn: string) {
    const found = functions.get(plainName(nameOrArn));
    if (found === undefined)
      throw new AwsError('ResourceNotFoundException', `Function not found: ${nameOrArn}`, 404);
    return found;
  }

  return {
    find: (nameOrArn) => entry(nameOrArn).definition,
    async invoke(nameOrArn, payload) {
      const outcome = await entry(nameOrArn).pool.run(JSON.stringify(payload ?? null));
      if ('error' in outcome) return { payload: outcome.error, functionError: 'Unhandled' };
      return { payload: JSON.parse(outcome.payload) };
    },
    async stop() {
      await Promise.all([...functions.values()].map(({ pool }) => pool.stop()));
    },
  };
}

/** `name`, `name:alias`, `arn:…:function:name`, `arn:…:function:name:alias` → `name`. */
function plainName(nameOrArn: string): string {
  return nameOrArn
    .replace(/^arn:[^:]+:lambda:[^:]*:\d*:function:/, '')
    .replace(/^\d{12}:function:/, '')
    .replace(/:.*$/, '');
}

async function environmentOf(
  definition: FunctionDefinition,
  parts: FunctionsParts,
): Promise<Record<string, string>> {
  const { template } = parts;
  const resolved = await parts.resolve(definition.environment);
  const toLoopback = parts.toLoopback();
  return {
    ...Object.fromEntries(Object.entries(resolved).map(([name, value]) => [name, toLoopback(value)])),
    AWS_ENDPOINT_URL: parts.gatewayUrl(),
    AWS_REGION: regionOf(definition.arn, template),
    AWS_DEFAULT_REGION: regionOf(definition.arn, template),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    LAMBDA_TASK_ROOT: definition.codeFolder,
    _HANDLER: definition.handler,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH: process.env.PATH ?? '',
  };
}

function regionOf(arn: string, template: Template): string {
  return arn.split(':')[3] ?? template.region;
}

/** Remembers a success; a failure (a secret that is not there yet) is tried again by the next cold start. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= work().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
