import type { VerificationChallenge } from '../../lambdas/contracts/signature-verification.ts';
import { call } from '../api/call.ts';

type Message = { readonly tried: number } | { readonly solution: string };

export interface DoneWork {
  readonly challenge: string;
  readonly solution: string;
}

/** Asks for a challenge and solves it in a worker. `onProgress` hears how likely it is to be done by now, 0 to 1. */
export async function doWork(onProgress: (share: number) => void): Promise<DoneWork> {
  const given = await call<VerificationChallenge>('POST', '/api/verification/challenge');
  const worker = new Worker(new URL('./work-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<DoneWork>((resolve, reject) => {
    worker.onerror = () => reject(new Error('The work could not be done in this browser.'));
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('tried' in data) onProgress(1 - Math.exp(-data.tried / 2 ** given.bits));
      else resolve({ challenge: given.challenge, solution: data.solution });
    };
    worker.postMessage(given);
  }).finally(() => worker.terminate());
}
