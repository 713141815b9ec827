import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file so that a crash at any moment leaves either the old or the new content, never a half.
 *
 * @param path file to replace; its folder is made when missing
 * @param content new content
 * @param mode permission bits; 0600 unless told, because most of the cloud's files hold keys
 */
export function writeAtomically(path: string, content: string | Uint8Array, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.new`;
  const file = openSync(temporary, 'w', mode);
  try {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  replace(temporary, path);
}

const RENAME_TRIES = 50;
const RENAME_PAUSE_MILLISECONDS = 10;
const PAUSE = new Int32Array(new SharedArrayBuffer(4));

/** On Windows a file cannot be replaced while a virus scanner or another process looks into it: a moment later it can. */
function replace(temporary: string, path: string): void {
  for (let tries = 1; ; tries += 1) {
    try {
      renameSync(temporary, path);
      return;
    } catch (error) {
      const { code = '' } = error as NodeJS.ErrnoException;
      const mayPass = process.platform === 'win32' && ['EPERM', 'EACCES', 'EBUSY'].includes(code);
      if (!mayPass || tries === RENAME_TRIES) throw error;
      Atomics.wait(PAUSE, 0, 0, RENAME_PAUSE_MILLISECONDS);
    }
  }
}

/** Reads a JSON file; `undefined` when it does not exist. Throws a sentence naming the file when it is not JSON. */
export function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${path} is not valid JSON; remove it or start with --fresh.`, { cause });
  }
}
