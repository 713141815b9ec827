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
  const path = join(data, 'running.json');
  const other = readJson(path) as { publicUrl: string; pid: number } | undefined;
  if (other !== undefined && other.pid !== process.pid && (await isRunning(other.publicUrl, data)))
    throw new Error(`${data} is in use by the laptop cloud at ${other.publicUrl}; stop that one first.`);
  return (publicUrl) => {
    writeAtomically(path, JSON.stringify({ pid: process.pid, publicUrl, data: resolve(data) }));
    return () => rmSync(path, { force: true });
  };
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
