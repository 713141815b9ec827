import { spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';

describe('npm run keys', () => {
  it.each([[['--help']], [[]], [['delete']], [['withdraw']], [['list', 'more']], [['rotate', 'ES256']]])(
    'X3: %j is answered with how it is used, and nothing is done',
    async (args) => {
      const { code, said } = await keys(args);
      expect(code).toBe(2);
      expect(said).toBe('Usage: npm run keys -- list | keep | rotate | withdraw <kid> [--stage <stage>]');
    },
  );

  it('X3: says how to reach a deployment when the shell knows none', async () => {
    const { code, said } = await keys(['list']);
    expect(code).toBe(2);
    expect(said).toContain('no Region or no credentials');
  });
});

function keys(args: readonly string[]): Promise<{ code: number | null; said: string }> {
  const { PATH = '' } = process.env;
  const env = { PATH, AWS_CONFIG_FILE: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };
  const child = spawn(process.execPath, ['bin/keys.ts', ...args], { env });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said: said.trim() })));
}
