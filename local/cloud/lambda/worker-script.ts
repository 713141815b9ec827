import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeAtomically } from '../atomic-file.ts';

/**
 * The worker's code as JavaScript, kept in `<data>/lambda`. Node could run the TypeScript, but it would load its own
 * compiler into every thread: 60 ms of each cold start.
 */
export async function workerScript(data: string): Promise<URL> {
  const source = readFileSync(new URL('./worker.ts', import.meta.url), 'utf8');
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const path = join(data, 'lambda', `worker-${hash}.mjs`);
  if (!existsSync(path)) {
    const { transform } = await import('esbuild');
    const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node24' });
    writeAtomically(path, code);
  }
  return pathToFileURL(path);
}
