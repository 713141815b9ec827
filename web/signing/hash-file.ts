import type { HashAlgorithm, HashTask } from './hash-worker.ts';

/** The file changed, moved or cannot be read any more. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

type Message =
  | { readonly done: number }
  | { readonly digest: Uint8Array<ArrayBuffer> }
  | { unreadable: true };

/** Digest of a file (SHA-256 unless told), computed in a worker; the file does not leave the device. `onProgress` hears of bytes read. */
export function hashFile(
  file: Blob,
  onProgress: (bytes: number) => void,
  signal?: AbortSignal,
  algorithm: HashAlgorithm = 'SHA-256',
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.onerror = () => reject(new UnreadableFile('The file could not be read.'));
    worker.onmessage = ({ data }: MessageEvent<Message>) => {
      if ('done' in data) onProgress(data.done);
      else if ('digest' in data) resolve(data.digest);
      else reject(new UnreadableFile('The file could not be read.'));
    };
    const task: HashTask = { file, algorithm };
    worker.postMessage(task);
  }).finally(() => worker.terminate());
}
