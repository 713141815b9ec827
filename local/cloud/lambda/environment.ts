import { Worker } from 'node:worker_threads';
import type { InvocationMessage, LambdaError, WorkerMessage, WorkerSetup } from './protocol.ts';

/** What one invocation came to. */
export type Outcome = { readonly payload: string } | { readonly error: LambdaError };

/** One execution environment: a worker thread with its own `process.env`. */
export interface Environment {
  /** Resolves when the bundle is loaded, to the error that stopped it if there was one. */
  readonly loaded: Promise<LambdaError | undefined>;
  run(invocation: InvocationMessage): Promise<Outcome>;
  /** Whether the thread has ended; it cannot run again. */
  readonly ended: boolean;
  end(): Promise<void>;
}

/** Starts a worker thread for a function from the script of `workerScript`. */
export function startEnvironment(
  script: URL,
  setup: WorkerSetup,
  env: Readonly<Record<string, string>>,
): Environment {
  const worker = new Worker(script, {
    workerData: setup,
    env: { ...env },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: Math.max(128, setup.memoryMb) },
  });
  const loading = Promise.withResolvers<LambdaError | undefined>();
  let running: { requestId: string; settle: (outcome: Outcome) => void } | undefined;
  let ended = false;
  let failure: LambdaError | undefined;

  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'ready') loading.resolve(undefined);
    else if (message.kind === 'broken') loading.resolve(message.error);
    else if (message.requestId === running?.requestId) {
      running.settle(message.kind === 'result' ? { payload: message.payload } : { error: message.error });
      running = undefined;
    }
  });
  worker.on('error', (error: Error & { code?: string }) => {
    failure = describeCrash(error);
  });
  worker.on('exit', (code) => {
    ended = true;
    const error = failure ?? exitError(running?.requestId, code);
    loading.resolve(error);
    running?.settle({ error });
  });

  return {
    loaded: loading.promise,
    get ended() {
      return ended;
    },
    run: (invocation) =>
      new Promise((settle) => {
        if (ended) return settle({ error: exitError(invocation.requestId, 1) });
        running = { requestId: invocation.requestId, settle };
        worker.postMessage(invocation);
      }),
    async end() {
      ended = true;
      await worker.terminate();
    },
  };
}

function describeCrash(error: Error & { code?: string }): LambdaError {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      errorType: 'Runtime.OutOfMemory',
      errorMessage: 'Error: Runtime exited with error: signal: killed',
    };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}

function exitError(requestId: string | undefined, code: number): LambdaError {
  const request = requestId === undefined ? '' : `RequestId: ${requestId} `;
  return {
    errorType: 'Runtime.ExitError',
    errorMessage: `${request}Error: Runtime exited with error: exit status ${code}`,
  };
}
