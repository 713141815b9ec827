import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const SCRIPT = join(import.meta.dirname, '../../local/setup.mjs');
const LOCK = {
  packages: {
    '': { name: 'project' },
    'node_modules/needed': { version: '1.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  },
};

/** A project with a lock file and an npm that writes down its arguments; `npm ci` succeeds or not. */
function project(npmCiSucceeds: boolean): {
  run(): { status: number | null; text: string; npm: string[] };
  folder: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-setup-'));
  mkdirSync(join(folder, 'local'));
  cpSync(SCRIPT, join(folder, 'local/setup.mjs'));
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify(LOCK));
  const calls = join(folder, 'calls');
  writeFileSync(calls, '');
  mkdirSync(join(folder, 'bin'));
  const npm = `#!/bin/sh\necho "$1" >> ${calls}\n[ "$1" != ci ] || exit ${npmCiSucceeds ? 0 : 1}\n`;
  writeFileSync(join(folder, 'bin/npm'), npm);
  chmodSync(join(folder, 'bin/npm'), 0o755);
  const env = { PATH: `${join(folder, 'bin')}:/usr/bin:/bin` };
  return {
    folder,
    run() {
      const { status, stdout, stderr } = spawnSync(process.execPath, ['local/setup.mjs'], {
        cwd: folder,
        env,
        encoding: 'utf8',
      });
      return {
        status,
        text: stdout + stderr,
        npm: readFileSync(calls, 'utf8').trim().split('\n').filter(Boolean),
      };
    },
  };
}

/** What npm leaves behind when it has finished, and a Node 24. */
function installed(folder: string, version: string): void {
  mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
  symlinkSync(process.execPath, join(folder, 'node_modules/.bin/node'));
  const packages = { 'node_modules/needed': { version } };
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

describe('X3: set-up before npm start and npm test', () => {
  it('X3: a first run installs with `npm ci` and says so', () => {
    const { status, text, npm } = project(true).run();
    expect([status, npm]).toEqual([0, ['ci']]);
    expect(text).toContain('installing the dependencies (first run');
  });

  it('X3: where `npm ci` fails for want of a package of this platform, `npm install` follows', () => {
    const { status, npm } = project(false).run();
    expect([status, npm]).toEqual([0, ['ci', 'install']]);
  });

  it('X3: nothing is done when everything is there; packages of other platforms may be missing', () => {
    const { folder, run } = project(true);
    installed(folder, '1.0.0');
    expect(run()).toEqual({ status: 0, text: '', npm: [] });
  });

  it('X3: a changed version in the lock installs again', () => {
    const { folder, run } = project(true);
    installed(folder, '0.9.0');
    expect(run().npm).toEqual(['ci']);
  });
});
