import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Kept equal to the pin of `@dynoxide/linux-x64` in package.json. */
const VERSION = '1.2.1';

/**
 * Finds the DynamoDB engine for this machine. Linux on x64 has it from `npm install`; elsewhere the sibling package is
 * installed into `<data>/dynoxide` at the first start.
 *
 * @throws with a sentence saying what to do when there is no engine for this machine
 */
export function findDynoxide(data: string, log: (line: string) => void): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const folder = join(data, 'dynoxide');
  const found = locate(name, import.meta.url) ?? locate(name, join(folder, 'package.json'));
  if (found !== undefined) return found;
  log(`Installing ${name} ${VERSION} into ${folder} (the DynamoDB engine for this machine, once) …`);
  install(name, folder);
  const installed = locate(name, join(folder, 'package.json'));
  if (installed === undefined) throw new Error(noEngine(name));
  return installed;
}

function locate(name: string, from: string): string | undefined {
  try {
    const folder = dirname(createRequire(from).resolve(`${name}/package.json`));
    const path = join(folder, process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function install(name: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const options = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `${name}@${VERSION}`];
  try {
    execFileSync('npm', options, { cwd: folder, stdio: 'pipe', shell: process.platform === 'win32' });
  } catch (cause) {
    throw new Error(noEngine(name), { cause });
  }
}

function noEngine(name: string): string {
  return `${name} could not be installed. Set LOCAL_DYNAMODB_URL to any DynamoDB-compatible server and start again.`;
}
