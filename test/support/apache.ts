import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answering } from './process.ts';

const MODULES = '/usr/lib/apache2/modules';
const NEEDED = [
  'mpm_event',
  'authn_core',
  'authz_core',
  'authz_user',
  'mime',
  'dir',
  'include',
  'auth_openidc',
];

/** Why Apache cannot be tried here; undefined when it can. Installs it where apt and the right to do so exist. */
export function whyNoApache(): string | undefined {
  if (installed()) return undefined;
  if (!existsSync('/usr/bin/apt-get'))
    return 'Apache with mod_auth_openidc is not installed, and there is no apt-get.';
  if (process.getuid?.() !== 0)
    return 'Apache with mod_auth_openidc is not installed: apt-get install apache2 libapache2-mod-auth-openidc (as root).';
  try {
    const options = ['install', '-y', '--no-install-recommends', 'apache2', 'libapache2-mod-auth-openidc'];
    execFileSync('apt-get', options, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  } catch {
    return 'apt-get could not install apache2 and libapache2-mod-auth-openidc.';
  }
  return installed() ? undefined : 'apt-get installed no mod_auth_openidc.';
}

const installed = (): boolean =>
  existsSync('/usr/sbin/apache2') && existsSync(join(MODULES, 'mod_auth_openidc.so'));

export interface Apache {
  readonly origin: string;
  /** Its error log so far. */
  log(): string;
  stop(): void;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  return address.port;
}

/** The system's Apache in the foreground on a loopback port, with `configuration` and `files` under its document root. */
export async function startApache(
  port: number,
  configuration: string,
  files: Readonly<Record<string, string>>,
): Promise<Apache> {
  const root = mkdtempSync(join(tmpdir(), 'guichet-apache-'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, 'www', path, '..'), { recursive: true });
    writeFileSync(join(root, 'www', path), content);
  }
  execFileSync('chmod', ['-R', 'a+rX', root]);
  writeFileSync(join(root, 'apache.conf'), mainConfiguration(root, port, configuration));
  const child = spawn('/usr/sbin/apache2', ['-d', root, '-f', join(root, 'apache.conf'), '-D', 'FOREGROUND']);
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, child, () => logOf(root));
  return {
    origin,
    log: () => logOf(root),
    stop() {
      child.kill('SIGTERM');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const mainConfiguration = (root: string, port: number, configuration: string): string =>
  [
    `ServerName 127.0.0.1`,
    `Listen 127.0.0.1:${port}`,
    `PidFile ${root}/pid`,
    `ErrorLog ${root}/error.log`,
    ...(process.getuid?.() === 0 ? ['User www-data', 'Group www-data'] : []),
    ...NEEDED.map((name) => `LoadModule ${name}_module ${MODULES}/mod_${name}.so`),
    `TypesConfig /etc/mime.types`,
    `AddType text/html .shtml`,
    `AddOutputFilter INCLUDES .shtml`,
    `DocumentRoot ${root}/www`,
    `DirectoryIndex index.shtml`,
    `<Directory ${root}/www>`,
    `Options +Includes`,
    `Require all granted`,
    `</Directory>`,
    configuration,
  ].join('\n');

const logOf = (root: string): string =>
  existsSync(join(root, 'error.log')) ? readFileSync(join(root, 'error.log'), 'utf8') : 'it logged nothing';
