import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const version = spawnSync('openssl', ['version'], { encoding: 'utf8' });

/** Whether the openssl command is there to judge; `describe.skipIf(!hasOpenssl)`. */
export const hasOpenssl = version.status === 0 && version.stdout.startsWith('OpenSSL 3');
if (!hasOpenssl) console.warn('Skipped what OpenSSL judges: there is no `openssl` 3 on this machine.');

export interface OpensslResult {
  /** 0 when OpenSSL agrees. */
  readonly status: number;
  /** stdout and stderr together: verdicts are on either. */
  readonly text: string;
  readonly stdout: Buffer;
  /** Files that the command wrote, by name. */
  file(name: string): Buffer;
}

/**
 * Runs openssl in an empty folder that holds `files` (name → bytes or text); arguments name them without a path.
 * @example openssl(['verify', '-x509_strict', '-CAfile', 'ca.pem', 'leaf.pem'], { 'ca.pem': pem, 'leaf.pem': leaf })
 */
export function openssl(
  args: readonly string[],
  files: Readonly<Record<string, Uint8Array | string>> = {},
  input?: Uint8Array | string,
): OpensslResult {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const { status, stdout, stderr } = spawnSync('openssl', args, {
      cwd: folder,
      input: input ?? '',
      timeout: 30_000,
      env: { ...process.env, OPENSSL_CONF: '/dev/null', TZ: 'UTC' },
    });
    const written = new Map<string, Buffer>();
    const outputs = args.filter((_, index) =>
      ['-out', '-keyout', '-certout', '-reqout'].includes(args[index - 1] ?? ''),
    );
    for (const name of outputs) {
      try {
        written.set(name, readFileSync(join(folder, name)));
      } catch {
        // The command failed before it wrote; its status says so.
      }
    }
    return {
      status: status ?? -1,
      text: `${stdout}${stderr}`,
      stdout,
      file(name) {
        const content = written.get(name);
        if (content === undefined) throw new Error(`openssl ${args.join(' ')} wrote no ${name}: ${stderr}`);
        return content;
      },
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** PEM of DER, for openssl options that take PEM alone. */
export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
