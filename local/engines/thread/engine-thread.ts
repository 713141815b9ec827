import { Worker } from 'node:worker_threads';
import { PictureRefused, type RefusalReason } from '../picture/refusal.ts';

/** A message to an engine's thread, and its answer. */
export interface ThreadCall {
  readonly id: number;
  readonly operation: string;
  readonly input: unknown;
}

export type ThreadAnswer =
  | { readonly id: number; readonly output: unknown }
  | { readonly id: number; readonly refused: RefusalReason; readonly message: string }
  | { readonly id: number; readonly failure: string };

interface Waiting {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** One worker thread that runs an engine; engines block, so they never run on the caller's thread. */
export interface EngineThread {
  /** Runs one operation; calls queue in the thread, one after the other. Rejects with PictureRefused or Error. */
  call(operation: string, input: unknown): Promise<unknown>;
  /** Ends the thread; the next call starts a new one. */
  close(): Promise<void>;
}

/** JavaScript heap of an engine's thread; the networks' own memory is bounded by the working size of pictures. */
const HEAP_MEGABYTES = 512;

function settle(waiting: Waiting, answer: ThreadAnswer): void {
  if ('output' in answer) waiting.resolve(answer.output);
  else if ('refused' in answer) waiting.reject(new PictureRefused(answer.refused, answer.message));
  else waiting.reject(new Error(answer.failure));
}

/** Starts `script` in a worker thread at the first call; a thread that dies fails its calls and is started anew. */
export function engineThread(script: URL): EngineThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let next = 0;

  function failAll(reason: string): void {
    for (const call of waiting.values()) call.reject(new Error(reason));
    waiting.clear();
    worker = undefined;
  }

  function started(): Worker {
    if (worker) return worker;
    const fresh = new Worker(script, {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
      execArgv: [],
    });
    fresh.on('message', (answer: ThreadAnswer) => {
      const call = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (call) settle(call, answer);
      if (waiting.size === 0) fresh.unref();
    });
    fresh.on('error', (error) => failAll(`The engine's thread failed: ${error.message}`));
    fresh.on('exit', () => worker === fresh && failAll("The engine's thread ended before it answered."));
    worker = fresh;
    return fresh;
  }

  return {
    call(operation, input) {
      return new Promise((resolve, reject) => {
        const id = next++;
        waiting.set(id, { resolve, reject });
        const thread = started();
        thread.ref();
        thread.postMessage({ id, operation, input } satisfies ThreadCall);
      });
    },
    async close() {
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
      failAll('The engine was closed.');
    },
  };
}
