import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const there = spawnSync('openssl', ['version']).status === 0;

/**
 * Lets `openssl cms -verify` judge a signature (DER) under Guichet's root.
 * @param content of a detached signature
 * @returns the signed content, or undefined where there is no openssl; a refusal is thrown
 */
export async function judge(
  origin: string,
  signature: Buffer,
  content?: Buffer,
): Promise<Buffer | undefined> {
  if (!there) return undefined;
  const root = new X509Certificate(Buffer.from(await (await fetch(`${origin}/pki/root.cer`)).arrayBuffer()));
  const folder = mkdtempSync(join(tmpdir(), 'guichet-demo-openssl-'));
  try {
    const file = (name: string, bytes: Buffer | string): string => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const [cms, trusted] = [file('signature.p7s', signature), file('root.pem', root.toString())];
    const detached = content ? ['-content', file('content', content)] : [];
    const verdict = spawnSync('openssl', [
      ...['cms', '-verify', '-binary', '-inform', 'DER', '-in', cms, '-CAfile', trusted],
      ...detached,
    ]);
    if (verdict.status !== 0) throw new Error(`openssl does not confirm it: ${verdict.stderr}`);
    return verdict.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
