import { randomUUID } from 'node:crypto';
import type { FunctionCount } from '../gateway/calls.ts';
import { type Environment, type Outcome, startEnvironment } from './environment.ts';
import type { LambdaError, WorkerSetup } from './protocol.ts';

/** Execution environments of one function. */
export interface Pool {
  /** Runs one event given as JSON; waits in the queue when every environment is busy. */
  run(event: string): Promise<Outcome>;
  stop(): Promise<void>;
}

/** What a pool needs to know about its function. */
export interface PoolSettings {
  readonly setup: WorkerSetup;
  readonly timeoutSeconds: number;
  /** How many events may run at once. */
  readonly environments: number;
  script(): Promise<URL>;
  /** The environment variables, resolved at the first cold start. */
  variables(): Promise<Readonly<Record<string, string>>>;
  /** Read at each use, because a reset makes new counters. */
  count(): FunctionCount;
}

const INIT_LIMIT_MILLISECONDS = 10_000;
const IDLE_MILLISECONDS = 180_000;
/** Lambda's limit of a synchronous answer. */
const PAYLOAD_LIMIT_BYTES = 6_291_556;

/** Makes an empty pool; environments start on demand and end after three idle minutes. */
export function createPool(settings: PoolSettings): Pool {
  const idle: { environment: Environment; since: number }[] = [];
  const all = new Set<Environment>();
  const waiting: ((environment: Environment | undefined) => void)[] = [];
  let starting = 0;
  const reaper = setInterval(reap, IDLE_MILLISECONDS / 6);
  reaper.unref();

  function reap(): void {
    while (idle[0] !== undefined && performance.now() - idle[0].since > IDLE_MILLISECONDS)
      void drop(idle.shift()?.environment);
  }

  async function drop(environment: Environment | undefined): Promise<void> {
    if (environment === undefined) return;
    all.delete(environment);
    await environment.end();
  }

  async function acquire(): Promise<Environment> {
    for (;;) {
      const free = idle.pop()?.environment;
      if (free !== undefined && !free.ended) return free;
      if (free !== undefined) all.delete(free);
      else if (all.size + starting < settings.environments) return start();
      else {
        const handed = await new Promise<Environment | undefined>((resolve) => waiting.push(resolve));
        if (handed !== undefined) return handed;
      }
    }
  }

  async function start(): Promise<Environment> {
    starting += 1;
    try {
      const environment = startEnvironment(
        await settings.script(),
        settings.setup,
        await settings.variables(),
      );
      all.add(environment);
      settings.count().coldStarts += 1;
      return environment;
    } finally {
      starting -= 1;
    }
  }

  function release(environment: Environment): void {
    const next = waiting.shift();
    if (environment.ended) {
      all.delete(environment);
      next?.(undefined);
    } else if (next !== undefined) next(environment);
    else idle.push({ environment, since: performance.now() });
  }

  async function run(event: string): Promise<Outcome> {
    const count = settings.count();
    count.calls += 1;
    const environment = await acquire().catch((error: unknown) => {
      waiting.shift()?.(undefined);
      throw error;
    });
    const started = performance.now();
    const outcome = limited(await runIn(environment, event));
    count.totalMilliseconds += performance.now() - started;
    if ('error' in outcome) count.errors += 1;
    release(environment);
    return outcome;
  }

  async function runIn(environment: Environment, event: string): Promise<Outcome> {
    const requestId = randomUUID();
    const broken = await withLimit(environment.loaded, INIT_LIMIT_MILLISECONDS, () => initTimeout(requestId));
    if (broken !== undefined) {
      await environment.end();
      return { error: broken };
    }
    const limit = settings.timeoutSeconds * 1000;
    const run = environment.run({ requestId, event, limitMilliseconds: limit });
    const outcome = await withLimit(run, limit, () => ({
      error: timedOut(requestId, settings.timeoutSeconds),
    }));
    // A thread that never answered may be in an endless loop; it is of no further use.
    if ('error' in outcome && outcome.error.errorType === 'Sandbox.Timedout') await environment.end();
    return outcome;
  }

  return {
    run,
    async stop() {
      clearInterval(reaper);
      await Promise.all([...all].map(drop));
    },
  };
}

async function withLimit<T>(work: Promise<T>, milliseconds: number, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function timedOut(requestId: string, seconds: number): LambdaError {
  const errorMessage = `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`;
  return { errorType: 'Sandbox.Timedout', errorMessage };
}

function initTimeout(requestId: string): LambdaError {
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Init timed out after 10 seconds`,
  };
}

function limited(outcome: Outcome): Outcome {
  if ('error' in outcome || outcome.payload.length <= PAYLOAD_LIMIT_BYTES / 4) return outcome;
  if (Buffer.byteLength(outcome.payload) <= PAYLOAD_LIMIT_BYTES) return outcome;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${PAYLOAD_LIMIT_BYTES} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}
