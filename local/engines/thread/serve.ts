import { parentPort } from 'node:worker_threads';
import { PictureRefused } from '../picture/refusal.ts';
import type { ThreadAnswer, ThreadCall } from './engine-thread.ts';

export type Operations = Readonly<Record<string, (input: never) => Promise<unknown>>>;

async function answerTo(operations: Operations, call: ThreadCall): Promise<ThreadAnswer> {
  try {
    const operation = operations[call.operation] as ((input: unknown) => Promise<unknown>) | undefined;
    if (!operation) return { id: call.id, failure: `The engine has no operation ${call.operation}.` };
    return { id: call.id, output: await operation(call.input) };
  } catch (error) {
    if (error instanceof PictureRefused)
      return { id: call.id, refused: error.reason, message: error.message };
    return { id: call.id, failure: error instanceof Error ? error.message : String(error) };
  }
}

/** Answers an engine's calls inside its thread, strictly one after the other: memory is that of one picture. */
export function serve(operations: Operations): void {
  let queue: Promise<void> = Promise.resolve();
  parentPort?.on('message', (call: ThreadCall) => {
    queue = queue.then(async () => parentPort?.postMessage(await answerTo(operations, call)));
  });
}
