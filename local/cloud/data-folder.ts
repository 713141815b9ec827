import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readJson, writeAtomically } from './atomic-file.ts';

/**
 * Takes a data folder for this process, so that two clouds never write to the same files.
 *
 * @returns gives the folder back
 * @throws a sentence when a running cloud has it
 */
export async function takeDataFolder(data: string): Promise<(publicUrl: string) => () => void> {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  await requireUnused(data);
  const path = join(data, 'running.json');
  return (publicUrl) => {
    writeAtomically(path, JSON.stringify({ pid: process.pid, publicUrl, data: resolve(data) }));
    return () => rmSync(path, { force: true });
  };
}

/**
 * Before anything in the folder is built anew or forgotten: a running cloud reads it.
 *
 * @throws a sentence when a running cloud has it
 */
export async function requireUnused(data: string): Promise<void> {
  const other = readJson(join(data, 'running.json')) as { publicUrl: string; pid: number } | undefined;
  if (other === undefined || other.pid === process.pid || !(await isRunning(other.publicUrl, data))) return;
  throw new Error(
    `${data} is in use by the laptop cloud at ${other.publicUrl}. Stop that one first, or give this one a folder and a port ` +
      'of its own: GUICHET_DATA=~/.guichet-second GUICHET_PORT=5000 npm start',
  );
}

/** Asking it is safer than looking at the pid, which another program may have by now. */
async function isRunning(publicUrl: string, data: string): Promise<boolean> {
  try {
    const response = await fetch(`${publicUrl}/__local/ready`, { signal: AbortSignal.timeout(1000) });
    const { data: theirs } = (await response.json()) as { data?: string };
    return theirs === resolve(data);
  } catch {
    return false;
  }
}
